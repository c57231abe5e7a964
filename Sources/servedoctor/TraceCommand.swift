public import ArgumentParser
public import Linux
import Probes
import Reports
import SystemPackage

/// The walk of one path as one identity, component by component.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Walk a path as a user, with a verdict for each component.",
    discussion: "Exit status: 0 allowed, 1 denied, 3 unknown from here.")

  @Argument(help: "The path.")
  var path: String
  @Option(name: .customLong("as"), help: ArgumentHelp("NAME, UID, or either with :GROUP.", valueName: "user[:group]"))
  var user: String?
  @Option(help: ArgumentHelp("A live process, with its own groups, capabilities and mounts.", valueName: "pid"))
  var pid: Int?
  @Option(name: .customLong("for"), help: "read, write or list.")
  var purpose: Walk.Purpose = .read
  @Option(help: "text or json.")
  var format: ListFormat = .text

  func validate() throws {
    if (user == nil) == (pid == nil) { throw ValidationError("Say as whom: --as USER, or --pid PID.") }
  }

  func run() throws {
    let (identity, view) = try subject(LiveMachine())
    let machine = LiveMachine().avoidingStalledMounts(of: [view])
    let place = Place(try absolute(machine), in: view)
    let walk = machine.walk(place, as: identity, for: purpose, mounts: machine.mountTable(of: view))
    let trace = Trace(walk: walk, machine: machine)
    Output.deliver(format == .json ? trace.json : trace.text, to: nil)
    throw ExitCode(trace.isAllowed.map { $0 ? 0 : 1 } ?? 3)
  }

  private func subject(_ machine: LiveMachine) throws -> (Identity, Viewpoint) {
    if let pid {
      guard let process = machine.process(pid) else {
        throw UsageProblem(message: "--pid \(pid): no such process can be seen here")
      }
      var identity = process.identity
      identity.name = Accounts(machine, in: process.view).name(ofUser: identity.uid)
      return (identity, process.view)
    }
    let name = user ?? ""
    guard let identity = Accounts(machine).identity(name) else {
      throw UsageProblem(
        message: "--as “\(name)”: no such user or group in /etc/passwd and /etc/group; a number is taken as it is")
    }
    return (identity, .own)
  }

  private func absolute(_ machine: any Machine) throws -> FilePath {
    let path = RawArguments.path(path)
    guard !path.isEmpty else { throw UsageProblem(message: "the path to trace is empty") }
    if path.isAbsolute { return path }
    guard let directory = try? machine.linkTarget(Place("/proc/self/cwd")) else {
      throw UsageProblem(message: "\(path.shown): give an absolute path, the working directory is not known here")
    }
    return directory.appending(path.components)
  }
}

extension Walk.Purpose: ExpressibleByArgument {}
