import ArgumentParser
import Diagnostics
import Merging
import Probes
import Reports

/// Reports of several containers or machines, diagnosed as one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the reports of several containers or hosts to one diagnosis.",
    discussion: "Each report is one that was written with --format json. Exit status as that of examine.")

  @Argument(help: ArgumentHelp("Reports; - reads one from standard input.", valueName: "report.json"))
  var files: [String]
  @OptionGroup var output: OutputOptions
  @Option(parsing: .singleValue, help: ArgumentHelp("Further cause files; repeatable.", valueName: "dir"))
  var checks: [String] = []
  @Option(
    help: ArgumentHelp(
      "The least verdict that makes the exit status 1: confirmed, likely, possible or never.", valueName: "verdict"))
  var failOn: FailOn = .likely

  func validate() throws {
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("Only one report can come from standard input.") }
  }

  func run() throws {
    let catalogue = try CatalogueLoader.load(adding: checks)
    let reports = try files.map { try StoredReport.read($0) }
    let report = ReportMerge(reports).report(catalogue: catalogue, vocabulary: ProbeList.vocabulary)
    ReportPrinter(output: output, catalogue: catalogue).print(report)
    throw ExitCode(failOn.isReached(by: report) ? 1 : 0)
  }
}
