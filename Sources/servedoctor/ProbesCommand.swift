import ArgumentParser
import Glibc
import Probes

/// The probes, what each needs and whether it can run here.
struct ProbesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probes", abstract: "List the probes, what each needs, and whether it can run here.")

  func run() throws {
    let isRoot = geteuid() == 0
    var text = ""
    for probe in ProbeList.all.map({ type(of: $0) }) {
      let isLimited = probe.needs.contains(where: \.isOfRoot) && !isRoot
      let needs = probe.needs.isEmpty ? "nothing" : probe.needs.map(\.shown).joined(separator: ", ")
      text +=
        "\(probe.id)\n    \(probe.summary)\n    needs \(needs)\(isLimited ? "; limited here: you are not root" : "")\n"
    }
    Output.deliver(text, to: nil)
  }
}
