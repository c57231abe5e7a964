import ArgumentParser
import Diagnostics
import Probes
import Reports

/// A stored report in another format, offline.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Show a stored JSON report in another format.")

  @Argument(
    help: ArgumentHelp(
      "A report that was written with --format json; - reads standard input.", valueName: "report.json"))
  var file: String
  @OptionGroup var output: OutputOptions
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Take these out before it is passed on: secrets, hosts, addresses, users or all; repeatable, or with commas.",
      valueName: "kinds"))
  var redact: [String] = []

  func run() throws {
    var report = try StoredReport.read(file)
    if !redact.isEmpty { report = redacted(report, without: try kinds()) }
    let catalogue = output.format == .sarif ? try CatalogueLoader.load(adding: []) : nil
    ReportPrinter(output: output, catalogue: catalogue).print(report)
  }

  /// What is taken out beside secrets.
  func kinds() throws -> Set<NameRedaction.Kind> {
    var kinds: Set<NameRedaction.Kind> = []
    for word in redact.flatMap({ $0.split(separator: ",") }) {
      switch (String(word), NameRedaction.Kind(rawValue: String(word))) {
      case (_, let kind?): kinds.insert(kind)
      case ("all", _): kinds.formUnion(NameRedaction.Kind.allCases)
      case ("secrets", _): continue
      default:
        let known = ["secrets"] + NameRedaction.Kind.allCases.map(\.rawValue) + ["all"]
        throw UsageProblem(message: "--redact \(word): there are \(known.joined(separator: ", "))")
      }
    }
    return kinds
  }

  /// Secrets go out whatever else does: the report may be one that was not redacted.
  private func redacted(_ report: Report, without kinds: Set<NameRedaction.Kind>) -> Report {
    let redactor = Redactor(after: report)
    var clean = report.mappingTexts { redactor.redacted($0) }
    clean.redactions.merge(redactor.counts, uniquingKeysWith: +)
    clean.isRedacted = true
    var names = NameRedaction(kinds)
    return kinds.isEmpty ? clean : names.redacted(clean)
  }
}
