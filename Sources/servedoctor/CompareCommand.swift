import ArgumentParser
import Diagnostics
import Reports

/// What a fix changed: two stored reports of one machine.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show what is different between two reports: cured, new, changed, still there.",
    discussion: "Exit status: 0 nothing is new or surer at or above --fail-on, 1 something is, 2 a wrong call.")

  @Argument(help: ArgumentHelp("The earlier report; - reads standard input.", valueName: "before.json"))
  var before: String
  @Argument(help: ArgumentHelp("The later report.", valueName: "after.json"))
  var after: String
  @Option(help: "text or json.")
  var format: ListFormat = .text
  @OptionGroup var display: DisplayOptions
  @Option(
    help: ArgumentHelp(
      "The least verdict of something new that makes the exit status 1: confirmed, likely, possible or never.",
      valueName: "verdict"))
  var failOn: FailOn = .likely

  func run() throws {
    let comparison = Comparison(before: try StoredReport.read(before), after: try StoredReport.read(after))
    switch format {
    case .text: Output.deliver(comparison.text(display.presentation), to: display.output)
    case .json: Output.deliver(comparison.json, to: display.output)
    }
    if let least = failOn.verdict, comparison.isWorse(at: least) { throw ExitCode(1) }
  }
}
