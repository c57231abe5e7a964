public import Linux
public import SystemPackage

/// An application server: what may write the files that nginx serves.
public struct Application: Sendable {
  /// `gunicorn`, `puma`, … or the program's name.
  public let program: String
  public let lead: RunningProcess
  public let processes: [RunningProcess]
  /// Who writes: a worker's identity, with the account's name.
  public let identity: Identity
  public let view: Viewpoint
  /// The process's environment; nil where it is not ours to read.
  public let environment: [String: String]?
  /// Env files that belong to it, the one that wins last.
  public let files: [EnvironmentFile]
  /// What its own code says, evaluated in its environment.
  public let code: [Setting]
  public let listeners: [Listener]
  /// What its service's unit and drop-ins set.
  public var unit: [Setting] = []
  /// The env files that its service's unit names.
  var unitFiles: [FilePath] = []

  /// The setting of a role: the process's own environment wins over its files.
  public func setting(_ role: SettingRole) -> Setting? {
    if let own = codeSetting(role), role != .uploadLimit { return own }
    for name in role.names {
      if let value = environment?[name], !value.isEmpty {
        return Setting(name: name, value: value, source: "environment of \(program) (pid \(lead.pid))")
      }
    }
    if role == .uploadLimit, let own = namedLimit { return own }
    guard environment == nil || readsFiles else { return nil }
    return fileSetting(role) ?? (environment == nil ? unitSetting(role) : nil)
  }

  /// A limit of uploads under a name of the application's own, where it is of a size that limits have.
  private var namedLimit: Setting? {
    let names = (environment ?? [:]).keys.filter(SettingRole.speaksOfSize).sorted()
    return names.lazy.compactMap { name in
      environment?[name].map {
        Setting(name: name, value: $0, source: "environment of \(program) (pid \(lead.pid))")
      }
    }.first { ($0.byteCount ?? 0) >= 1 << 16 }
  }

  /// The setting of a role as its unit has it.
  private func unitSetting(_ role: SettingRole) -> Setting? {
    role.names.lazy.compactMap { name in unit.last { $0.name == name && !$0.value.isEmpty } }.first
  }

  /// The setting of a role as its code has it: a name that the environment gives it shows the environment's value.
  public func codeSetting(_ role: SettingRole) -> Setting? {
    if role == .uploadLimit, let least = leastLimit { return least }
    for name in role.names {
      guard let found = code.first(where: { $0.name == name && !$0.value.isEmpty }) else { continue }
      if let own = environment?[name], own == found.value {
        return Setting(name: name, value: own, source: "environment of \(program) (pid \(lead.pid))")
      }
      return found
    }
    return nil
  }

  /// What the layers below say of the setting that wins: its env files, its unit.
  func overruled(by setting: Setting) -> [Setting] {
    let below = unit + files.flatMap(\.settings) + code
    return below.filter { $0.name == setting.name && $0 != setting && $0.value != setting.value }
  }

  /// The limit of PHP that an upload meets first.
  private var leastLimit: Setting? {
    code.filter { ["upload_max_filesize", "post_max_size"].contains($0.name) }
      .min { ($0.byteCount ?? .max) < ($1.byteCount ?? .max) }
  }

  /// The setting of a role as its env files have it.
  public func fileSetting(_ role: SettingRole) -> Setting? {
    for name in role.names {
      if let found = files.lazy.flatMap(\.settings).last(where: { $0.name == name && !$0.value.isEmpty }) {
        return found
      }
    }
    return nil
  }

  /// Whether none of its files' settings reached its environment, so that it may read them by itself (dotenv libraries).
  var readsFiles: Bool {
    guard let environment else { return true }
    let own = files.filter { !isGivenByUnit($0) }
    let names = own.flatMap(\.settings).map(\.name)
    return !names.isEmpty && names.allSatisfy { environment[$0] == nil }
  }

  /// Whether only its service could have read a file: the unit names it, and it lies nowhere near the code.
  private func isGivenByUnit(_ file: EnvironmentFile) -> Bool {
    guard unitFiles.contains(file.path), let directory = workingDirectory else { return false }
    return file.path.removingLastComponent() != directory
      && file.path.removingLastComponent() != directory.removingLastComponent()
  }

  /// The directory that relative settings start from.
  public var workingDirectory: FilePath? { lead.workingDirectory }

  /// A path setting as the process sees it: relative ones from its working directory.
  public func place(_ value: String) -> Place? {
    let path = FilePath(value)
    if path.isAbsolute { return Place(path, in: view) }
    guard let directory = workingDirectory else { return nil }
    return Place(directory.appending(path.components).lexicallyNormalized(), in: view)
  }
}
