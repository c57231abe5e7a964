import ArgumentParser
import Linux
import Probes
import Reports
import SystemPackage

/// Every file below a directory that one identity cannot use.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan", abstract: "Find every file below a directory that a user cannot read, or write.",
    discussion: "Exit status: 0 none, 1 some are refused, 3 some could not be looked at and none was seen refused.")

  @Argument(help: "The directory.")
  var directory: String
  @OptionGroup var identity: IdentityOptions
  @Option(name: .customLong("for"), help: "read or write.")
  var purpose: Walk.Purpose = .read
  @Flag(help: "Every refused path as a line of JSON, as it is found; the counts go to standard error.")
  var all = false
  @Option(help: "text or json.")
  var format: ListFormat = .text

  func validate() throws {
    if purpose == .list { throw ValidationError("--for: read or write; files are not listed.") }
  }

  func run() throws {
    let report = try report()
    ScanInterrupt.watch(report)
    report.run()
    report.finish(signal: 0)
  }

  /// The scan and how it is told, before it began.
  func report() throws -> ScanReport {
    let live = LiveMachine()
    let subject = try identity.subject(live)
    let mounts = live.mountTable(of: subject.view)
    let machine = live.withoutStalledMounts(of: [([subject.view], mounts)])
    let root = Place(try RawArguments.absolutePath(directory), in: subject.view)
    return ScanReport(
      try scan(root, subject.identity, machine, mounts), accounts: subject.accounts, format: format, listsAll: all)
  }

  private func scan(_ root: Place, _ identity: Identity, _ machine: LiveMachine, _ mounts: MountTable) throws
    -> TreeScan
  {
    do throws(Errno) {
      return try TreeScan(root, as: identity, for: purpose, on: machine, mounts: mounts, tellsAll: all)
    } catch {
      let name = root.path.shown
      if error == .permissionDenied {
        // Whoever led there may not look either, or root itself has no power over files here: nothing is known.
        Output.write("servedoctor: \(Output.harmless(name)) cannot be listed: \(error)\n", to: 2)
        throw ExitCode(3)
      }
      throw UsageProblem(
        message: error == .timedOut
          ? "\(name) lies on a mount that does not answer" : "\(name): \(error)")
    }
  }
}
