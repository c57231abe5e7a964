import ArgumentParser
import CLinux
import Checks
import Diagnostics
import Dispatch
import Glibc
import Linux
import Probes
import Reports

/// The main job: discover, look, diagnose, report.
struct ExamineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examine", abstract: "Examine this machine, or the targets, and print ranked causes (the default).")

  @Argument(help: ArgumentHelp("A URL, a path, or s3://bucket/key; none surveys the machine.", valueName: "target"))
  var targets: [String] = []
  @OptionGroup var options: ExamineOptions
  @OptionGroup var output: OutputOptions
  @Option(
    help: ArgumentHelp(
      "The least verdict that makes the exit status 1: confirmed, likely, possible or never.", valueName: "verdict"))
  var failOn: FailOn = .likely
  @Option(
    help: ArgumentHelp(
      "A file with options by these names; else servedoctor.yml of this directory, if only you or root may write it.",
      valueName: "file"))
  var config: String?
  @Option(help: ArgumentHelp("An earlier report: only what is new since counts for --fail-on.", valueName: "file"))
  var baseline: String?

  /// What is examined and how, with the keys for a bucket that stand in an environment.
  ///
  /// - Throws: `UsageProblem` naming what cannot be used.
  func examination(environment: [String: String]) throws -> ExaminationOptions {
    try options.examination(targets: targets, environment: environment)
  }

  /// Prints the report of an examination that saw nothing: what does not answer stands in it. False where there is none.
  func reportUnseen() -> Bool {
    guard let catalogue = try? CatalogueLoader.load(adding: options.checks),
      let wanted = try? examination(environment: ProcessEnvironment.variables)
    else { return false }
    let examination = Examination(machine: LiveMachine(), options: wanted, catalogue: catalogue)
    ReportPrinter(output: output, catalogue: catalogue).print(examination.report(isComplete: false))
    return true
  }

  mutating func run() throws {
    let catalogue = try CatalogueLoader.load(adding: options.checks)
    var wanted = try examination(environment: ProcessEnvironment.variables)
    wanted.deadline -= Supervisor.attempt.elapsed
    wanted.isOneByOne = Supervisor.attempt.isOneByOne
    wanted.crashed = Supervisor.attempt.crashed
    let printer = ReportPrinter(
      output: output, catalogue: catalogue, baseline: try baseline.map(StoredReport.read))
    printer.check()
    let examination = Examination(machine: LiveMachine(), options: wanted, catalogue: catalogue)
    let progress = Progress()
    Interrupts.report(examination, through: printer, deadline: wanted.deadline) { progress.clear() }
    let finished = DispatchSemaphore(value: 0)
    Task.detached { [failOn] in
      let report = printer.measured(await examination.run { progress.show($0) })
      progress.clear()
      examination.warnOfLeftCanaries()
      printer.print(report)
      Output.exit(examination.ranNothing ? 3 : failOn.isReached(by: report) ? 1 : 0)
    }
    finished.wait()
  }
}

/// From which verdict on the exit status is 1.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case confirmed, likely, possible, never

  /// The least verdict; nil for never.
  var verdict: Verdict? { Verdict(rawValue: rawValue) }

  func isReached(by report: Report) -> Bool {
    guard let verdict else { return false }
    return report.diagnosis.causes.contains { $0.verdict >= verdict && !$0.isKnown }
  }
}
