public import ArgumentParser
import Diagnostics
public import Reports

/// How and where a report is written.
struct OutputOptions: ParsableArguments {
  @Option(help: "text, json, markdown, html, sarif or junit.")
  var format: Format = .text
  @OptionGroup var display: DisplayOptions
}

extension Format: ExpressibleByArgument {}

/// Writes a report once, whoever comes first: the end of the run or an interrupt.
struct ReportPrinter: Sendable {
  private let format: Format
  private let file: String?
  private let presentation: Presentation
  private let catalogue: Catalogue?
  private let baseline: Report?

  /// - Parameter catalogue: the causes that SARIF lists as its rules; other formats do without.
  init(output: OutputOptions, catalogue: Catalogue?, baseline: Report? = nil) {
    self.baseline = baseline
    format = output.format
    file = output.display.output
    presentation = output.display.presentation
    self.catalogue = catalogue
  }

  /// The report with what the baseline has already marked.
  func measured(_ report: Report) -> Report { baseline.map { report.measured(by: $0) } ?? report }

  /// Ends the program where the report could not be written later.
  func check() { Output.check(file) }

  func print(_ report: Report) {
    var report = report
    report.configurationFile = ConfigurationFile.used
    if !report.isRedacted { Output.write("servedoctor: the report is not redacted and may hold secrets\n", to: 2) }
    Output.deliver(to: file) { write in
      render(report, as: format, presentation: presentation, catalogue: catalogue, to: write)
    }
  }
}
