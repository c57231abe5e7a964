import Linux
public import SystemPackage

/// A service unit's file: the directives that bear on files.
public struct SystemdUnit: Sendable {
  public let path: FilePath
  /// Values by directive, in order; an empty assignment clears, as systemd.syntax(7) says.
  public let directives: [String: [String]]

  public init(path: FilePath, text: String) {
    self.path = path
    var directives: [String: [String]] = [:]
    var pending = ""
    for raw in text.split(separator: "\n") {
      let line = pending + raw.drop { $0 == " " }
      if line.hasSuffix("\\") {
        pending = String(line.dropLast()) + " "
        continue
      }
      pending = ""
      guard let equals = line.firstIndex(of: "="), !line.hasPrefix("#"), !line.hasPrefix(";") else { continue }
      let name = String(line[..<equals].reversed().drop { $0 == " " }.reversed())
      let value = String(line[line.index(after: equals)...].drop { $0 == " " })
      directives[name] = value.isEmpty ? [] : (directives[name] ?? []) + [value]
    }
    self.directives = directives
  }

  /// The last value of a directive.
  public func value(_ name: String) -> String? { directives[name]?.last }

  /// The service units of the machine's own directories, the one that wins for each name.
  static func all(on machine: any Machine) -> [SystemdUnit] {
    var units: [String: SystemdUnit] = [:]
    for folder in ["/usr/lib/systemd/system", "/lib/systemd/system", "/run/systemd/system", "/etc/systemd/system"] {
      for name in machine.entries(of: Place(FilePath(folder)), limit: 2000) ?? []
      where name.string.hasSuffix(".service") {
        guard folder.hasPrefix("/etc") || folder.hasPrefix("/run") else { continue }
        let path = FilePath(folder).appending(name)
        guard let text = machine.text(Place(path), limit: 1 << 16) else { continue }
        units[name.string] = SystemdUnit(path: path, text: text)
      }
    }
    return units.values.sorted { $0.path.string < $1.path.string }
  }

  /// Whether a process looks like one that this unit started: its directory, or its command.
  func started(_ process: RunningProcess) -> Bool {
    if let directory = value("WorkingDirectory"), directory == process.workingDirectory?.string { return true }
    guard let command = value("ExecStart")?.split(separator: " ").map(String.init), let program = command.first else {
      return false
    }
    let words = Set(process.arguments)
    return process.arguments.prefix(2).contains(program) && command.dropFirst().allSatisfy { words.contains($0) }
  }
}
