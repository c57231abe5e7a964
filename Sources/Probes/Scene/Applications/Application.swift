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
  public let unit: [Setting]
  /// Where its settings stand, and which of them wins.
  let layers: SettingLayers

  /// `layers` are those that its code was evaluated with.
  init(
    program: String, processes: [RunningProcess], lead: RunningProcess, identity: Identity,
    environment: [String: String]?,
    files: [EnvironmentFile], code: [Setting], listeners: [Listener], unit: [Setting] = [], layers: SettingLayers
  ) {
    self.program = program
    self.lead = lead
    self.processes = processes
    self.identity = identity
    view = lead.view
    self.environment = environment
    self.files = files
    self.code = code
    self.listeners = listeners
    self.unit = unit
    // The first of a name counts in the code, the last in a layer.
    self.layers = layers.adding(code.reversed(), as: .code)
  }

  /// The directory that relative settings start from.
  public var workingDirectory: FilePath? { lead.workingDirectory }

  /// A machine whose files are read as this application could: what its settings and its code name, it has named.
  func reading(_ machine: any Machine) -> any Machine { machine.acting(as: identity) }

  /// A path setting as the process sees it: relative ones from its working directory.
  public func place(_ value: String) -> Place? {
    let path = FilePath(value)
    if path.isAbsolute { return Place(path, in: view) }
    guard let directory = workingDirectory else { return nil }
    return Place(directory.appending(path.components).lexicallyNormalized(), in: view)
  }
}
