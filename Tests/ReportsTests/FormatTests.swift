import Diagnostics
import Foundation
import FoundationXML
import Notation
import Reports
import Testing

@Suite struct FormatTests {
  /// Every cause, consequence, ruled out and undetermined entry, and what failed, reaches every format.
  @Test(arguments: Sample.allCases.filter { $0 != .hostile }, Format.allCases)
  func everythingReachesEveryFormat(sample: Sample, format: Format) {
    let report = sample.report
    let told = rendered(report, as: format, presentation: Presentation(width: 200, verbosity: .verbose))
    for diagnosed in report.diagnosis.causes {
      #expect(told.contains(diagnosed.cause.id))
      #expect(told.contains(diagnosed.verdict.rawValue) || diagnosed.cause.symptoms == ["none"])
      for consequence in diagnosed.consequences { #expect(told.contains(consequence.id)) }
      for command in diagnosed.fixes.first?.commands ?? [] where !command.contains(where: { "'\"&<>".contains($0) }) {
        #expect(told.contains(command))
      }
    }
    for ruledOut in report.diagnosis.ruledOut { #expect(told.contains(ruledOut.id)) }
    for undetermined in report.diagnosis.undetermined { #expect(told.contains(undetermined.id)) }
    for probe in report.probes where probe.status != .ok && format != .json { #expect(told.contains(probe.id)) }
  }

  /// Whatever a report says stands in every format that is for people, and what a pipeline needs in the others.
  @Test(arguments: Format.allCases)
  func everyFieldReachesWhereItBelongs(format: Format) {
    let told = rendered(
      Sample.markedReport, as: format, presentation: Presentation(width: 200, verbosity: .verbose))
    let everywhere = [
      "mark-title", "mark-culprit", "area.mark-cause", "mark-for", "mark-against", "mark-first-fix", "mark-command-one",
      "mark-command-two", "mark-note", "mark-patch-old", "mark-patch-new", "mark-second-fix", "mark-follows",
      "area.mark-consequence", "area.mark-ruled-out", "mark-because", "area.mark-open", "mark-needs", "mark-skipped",
      "mark-failed", "mark-reason", "mark-subject",
    ]
    let forPeople = [
      "mark-explanation", "mark-looks-like", "mark-reference", "mark-symptom", "mark-other-subject", "mark-route",
      "mark-root", "mark-source", "mark-writer", "mark-kind", "mark-summary", "mark-data", "mark-user", "mark-secret",
    ]
    for mark in everywhere { #expect(told.contains(mark), "\(mark) is not told") }
    guard format != .sarif, format != .junit else { return }
    for mark in forPeople { #expect(told.contains(mark), "\(mark) is not told") }
  }

  @Test(arguments: Sample.allCases)
  func htmlIsBalancedAndHoldsNoForeignMarkup(sample: Sample) {
    let html = rendered(sample.report, as: .html)
    var open: [Substring] = []
    for tag in html.matches(of: #/<(/?)([a-zA-Z][a-z0-9]*)[^>]*?(/?)>/#) {
      let name = tag.output.2
      if tag.output.3 == "/" || name == "meta" || name == "DOCTYPE" { continue }
      if tag.output.1 == "/" { #expect(open.popLast() == name) } else { open.append(name) }
    }
    #expect(open.isEmpty)
    for name in ["script", "img", "link", "iframe", "object"] { #expect(!html.contains("<\(name)")) }
    #expect(!html.contains("href=\"javascript"))
    #expect(html.utf8.count < 300_000)
  }

  @Test(arguments: Sample.allCases)
  func junitIsWellFormed(sample: Sample) throws {
    let reader = XMLReader()
    let parser = XMLParser(data: Data(rendered(sample.report, as: .junit).utf8))
    parser.delegate = reader
    #expect(parser.parse())
    let failing = sample.report.diagnosis.causes.filter { $0.verdict >= .likely && $0.cause.symptoms != ["none"] }
    #expect(reader.names.filter { $0 == "failure" }.count == failing.count)
  }

  private final class XMLReader: NSObject, XMLParserDelegate {
    var names: [String] = []
    func parser(
      _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
      attributes _: [String: String]
    ) {
      names.append(name)
    }
  }

  @Test func sarifPointsAtFileAndLine() throws {
    let sarif = try JSONReader.value(Array(rendered(Sample.nginx.report, as: .sarif).utf8))
    let run = sarif.members?["runs"]?.elements.first?.members
    let result = try #require(run?["results"]?.elements.first?.members)
    let place = result["locations"]?.elements.first?.members?["physicalLocation"]?.members
    #expect(place?["artifactLocation"] == ["uri": "file:///etc/nginx/sites-enabled/app"])
    #expect(place?["region"] == ["startLine": 14])
    #expect(result["level"] == "warning")
  }

  /// A report with very many observations keeps within the sizes that trackers and browsers take.
  @Test func longReportsAreCutAndSayWhat() throws {
    var report = Sample.several.report
    report.observations = (0..<5000).map { index in
      Observation(
        id: "o\(index)", kind: "log.line", probe: "nginx-log", summary: "line \(index) of the log",
        data: ["text": .string(String(repeating: "x", count: 80))])
    }
    let markdown = rendered(report, as: .markdown)
    #expect(markdown.count < 65_000)
    #expect(markdown.contains("Left out for length: "))
    let html = rendered(report, as: .html)
    #expect(html.utf8.count < 300_000)
    #expect(html.contains("more were left out for length"))
    #expect(rendered(report, as: .text).split(separator: "\n").count <= 40)
  }
}
