import Linux
import SystemPackage

/// A service as systemd puts it together: its unit file, and the drop-ins in the order in which they are applied.
struct SystemdService {
  /// `shop.service`.
  let name: String
  let parts: [SystemdUnit]

  /// A value and the file that sets it.
  struct Entry {
    let value: String
    let file: FilePath
  }

  /// The last value of a directive.
  func setting(_ directive: String) -> Entry? {
    parts.reversed().lazy.compactMap { part in part.value(directive).map { Entry(value: $0, file: part.path) } }.first
  }

  /// All words of a directive that lists paths; an empty assignment clears what came before.
  func words(_ directive: String) -> [Entry] {
    parts.reduce(into: []) { words, part in
      guard let values = part.directives[directive] else { return }
      if values.isEmpty { words = [] }
      words += values.flatMap { $0.split(separator: " ") }.map { Entry(value: String($0), file: part.path) }
    }
  }

  /// Whether a switch is on: any value but the words for off.
  func isOn(_ directive: String) -> Bool {
    setting(directive).map { !["no", "false", "0", "off"].contains($0.value.lowercased()) } ?? false
  }

  /// A service by its name; nil where neither a unit nor a drop-in of it is there.
  ///
  /// /etc wins over /run, and both over /usr/lib; drop-ins are sorted by their names: systemd.unit(5).
  init?(_ name: String, on machine: any Machine) {
    let folders = ["/etc", "/run", "/usr/lib", "/lib"].map { FilePath("\($0)/systemd/system") }
    let main = folders.lazy.map { $0.appending(name) }.first { machine.exists(Place($0)) }
    var dropIns: [String: FilePath] = [:]
    for folder in folders.reversed() {
      let own = folder.appending("\(name).d")
      for file in machine.entries(of: Place(own), limit: 100) ?? [] where file.string.hasSuffix(".conf") {
        dropIns[file.string] = own.appending(file)
      }
    }
    let paths = (main.map { [$0] } ?? []) + dropIns.sorted { $0.key < $1.key }.map(\.value)
    let parts = paths.compactMap { path in
      machine.text(Place(path), limit: 1 << 16).map { SystemdUnit(path: path, text: $0) }
    }
    guard !parts.isEmpty else { return nil }
    self.name = name
    self.parts = parts
  }
}

extension Scene {
  /// The service that a process runs in: by its control group, by what a unit starts, or by its own name.
  func service(of process: RunningProcess) -> SystemdService? {
    let known = unitName(of: process) ?? units.first { $0.started(process) }?.path.lastComponent?.string
    return SystemdService(known ?? "\(process.name).service", on: machine)
  }
}
