import Diagnostics
import Linux
import SystemPackage

/// A mount that a file of this machine says should be there: a line of fstab, or an enabled mount unit.
struct ExpectedMount {
  let point: FilePath
  let source: String
  /// `/etc/fstab:7`, or a unit's path.
  let expectedBy: String
  let command: String

  static func all(on machine: any Machine) -> [ExpectedMount] { fstab(machine) + units(machine) }

  /// Lines that are mounted at every start: fstab(5).
  private static func fstab(_ machine: any Machine) -> [ExpectedMount] {
    let lines = (machine.text(Place("/etc/fstab")) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { number, line in
      let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
      guard fields.count >= 4, !line.hasPrefix("#"), fields[1].hasPrefix("/"), fields[1] != "/", fields[2] != "swap",
        !fields[3].split(separator: ",").contains("noauto"), !fields[3].contains("x-systemd.automount")
      else { return nil }
      let point = FilePath(Mount.unescaped(fields[1]))
      return ExpectedMount(
        point: point, source: Mount.unescaped(fields[0]), expectedBy: "/etc/fstab:\(number + 1)",
        command: "mount \(point.shellQuoted)")
    }
  }

  /// Mount units that some target wants: systemd.mount(5). One that nothing wants is not expected.
  private static func units(_ machine: any Machine) -> [ExpectedMount] {
    let folder = FilePath("/etc/systemd/system")
    let names = machine.entries(of: Place(folder), limit: 2000) ?? []
    let wants = names.filter { $0.string.hasSuffix(".wants") || $0.string.hasSuffix(".requires") }
    let wanted = Set(wants.flatMap { machine.entries(of: Place(folder.appending($0)), limit: 500) ?? [] })
    return names.filter { $0.string.hasSuffix(".mount") && wanted.contains($0) }.compactMap { name in
      let path = folder.appending(name)
      guard let text = machine.text(Place(path), limit: 1 << 16) else { return nil }
      let unit = SystemdUnit(path: path, text: text)
      guard let point = unit.value("Where"), point.hasPrefix("/"), let source = unit.value("What") else { return nil }
      let options = [
        unit.value("Type").map { "-t \($0.shellQuoted)" }, unit.value("Options").map { "-o \($0.shellQuoted)" },
      ]
      let words = options.compactMap { $0 } + [source.shellQuoted, point.shellQuoted]
      let isRunning = machine.exists(Place("/run/systemd/system"))
      return ExpectedMount(
        point: FilePath(point), source: source, expectedBy: path.string,
        command: isRunning ? "systemctl start \(name.string.shellQuoted)" : "mount \(words.joined(separator: " "))")
    }
  }
}
