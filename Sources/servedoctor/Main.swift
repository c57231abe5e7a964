import ArgumentParser
import CLinux
import Linux

/// The program: arguments in, one command, exit status out.
///
/// `main` is synchronous: an asynchronous one ends by leaving the main thread, whose unwinding takes a static program tens of
/// milliseconds.
@main
enum Main {
  static func main() {
    let arguments = RawArguments.all
    if arguments.first == LiveMachine.lookArgument { LiveMachine.lookAtMounts(Array(arguments.dropFirst())) }
    do {
      if let trace = TraceRequest(typedAs: arguments) {
        Supervisor.begin(deadline: nil)
        Output.exit(try trace.run())
      }
      var command = try Servedoctor.parseAsRoot(try ConfigurationFile.inserted(into: arguments))
      if let examine = command as? ExamineCommand {
        Supervisor.begin(
          deadline: try? ExamineOptions.duration(examine.options.deadline, "--deadline"), report: examine.reportUnseen)
      } else if command is TraceCommand || command is ScanCommand || command is ResolveCommand {
        Supervisor.begin(deadline: nil)
      }
      try command.run()
    } catch {
      finish(error)
    }
  }

  /// Help and version go to standard output; a wrong call is told on standard error and ends with 2, as the contract says.
  private static func finish(_ error: any Error) -> Never {
    if let code = error as? ExitCode { Output.exit(code.rawValue) }
    if let problem = error as? UsageProblem {
      Output.write("servedoctor: \(Output.harmless(problem.message))\n", to: 2)
      Output.exit(2)
    }
    let isSuccess = Servedoctor.exitCode(for: error) == .success
    let message = isSuccess ? Servedoctor.fullMessage(for: error) : Output.harmless(Servedoctor.fullMessage(for: error))
    let isWritten = Output.write(message.hasSuffix("\n") ? message : message + "\n", to: isSuccess ? 1 : 2)
    Output.exit(isSuccess ? (isWritten ? 0 : 3) : 2)
  }
}

/// A call that cannot be carried out: names what is wrong, where, and the way out.
struct UsageProblem: Error {
  let message: String
}
