import ArgumentParser
import Diagnostics
import Linux
import Reports
import SystemPackage

/// A stored report in another format, offline.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Show a stored JSON report in another format.")

  @Argument(
    help: ArgumentHelp(
      "A report that was written with --format json; - reads standard input.", valueName: "report.json"))
  var file: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    let report: Report
    do {
      report = try Report(json: try bytes())
    } catch let problem as ReportProblem {
      throw UsageProblem(message: "\(file): \(problem)")
    }
    ReportPrinter(output: output, catalogue: try CatalogueLoader.load(adding: [])).print(report)
  }

  private func bytes() throws -> [UInt8] {
    if file == "-" { return StandardInput.all() }
    let path = RawArguments.path(file)
    do throws(Errno) {
      return try LiveMachine().contents(Place(path), limit: 1 << 30, fromEnd: false)
    } catch {
      throw UsageProblem(message: "\(path.shown): \(error)")
    }
  }
}
