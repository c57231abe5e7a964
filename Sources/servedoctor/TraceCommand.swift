public import ArgumentParser
public import Linux

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
    throw ExitCode(try request.run())
  }

  var request: TraceRequest { TraceRequest(path: path, identity: identity, purpose: purpose, format: format) }
}

extension Walk.Purpose: ExpressibleByArgument {}
