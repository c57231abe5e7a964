public import ArgumentParser
public import Linux
import Reports
import SystemPackage

/// The walk of one path as one identity, component by component.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Walk a path as a user, with a verdict for each component.",
    discussion: "Exit status: 0 allowed, 1 denied, 3 unknown from here.")

  @Argument(help: "The path.")
  var path: String
  @OptionGroup var identity: IdentityOptions
  @Option(name: .customLong("for"), help: "read, write or list.")
  var purpose: Walk.Purpose = .read
  @Option(help: "text or json.")
  var format: ListFormat = .text

  func run() throws {
    let (identity, view) = try identity.subject(LiveMachine())
    let machine = LiveMachine().avoidingStalledMounts(of: [view])
    let place = Place(try IdentityOptions.absolute(path, machine), in: view)
    let walk = machine.walk(place, as: identity, for: purpose, mounts: machine.mountTable(of: view))
    let trace = Trace(walk: walk, machine: machine)
    Output.deliver(format == .json ? trace.json : trace.text, to: nil)
    throw ExitCode(trace.isAllowed.map { $0 ? 0 : 1 } ?? 3)
  }
}

extension Walk.Purpose: ExpressibleByArgument {}
