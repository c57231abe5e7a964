import Diagnostics
import Notation

/// The report for a ticket: the verdict and what to do in the open, the details folded.
///
/// Issue trackers cut what is longer than about 65,000 characters; this stays below and names what it leaves out.
struct MarkdownReport {
  /// Characters that the whole may have.
  static let longest = 60_000
  /// Characters that a sentence may have.
  static let longestSentence = 1000

  let report: Report
  private var blocks: [String] = []
  private var length = 0
  private var omitted: [String] = []

  init(_ report: Report) {
    self.report = report
    let headline = Headline(report)
    add("## servedoctor: \(headline.word)")
    add("**\(Self.sentence(headline.sentence))**")
    let (told, chances) = report.rankedCauses
    for (rank, diagnosed) in told { add(diagnosed, rank: rank) }
    fold("Small chances", chances) { "- " + MarkdownCause.brief($0.cause) }
    unseen()
    let diagnosis = report.diagnosis
    fold("Ruled out", diagnosis.ruledOut) { "- \(Foreign.codeSpan($0.id)): \(Self.sentence($0.because))" }
    fold("Routes", report.routes, Self.route)
    fold("Probes", report.probes) { probe in
      let duration = probe.durationMilliseconds.map { " in \(shownDuration(milliseconds: $0))" } ?? ""
      let reason = probe.reason.map { ": " + Self.sentence($0) } ?? ""
      return "- \(Foreign.codeSpan(probe.id)): \(probe.status.rawValue)\(duration)\(reason)"
    }
    fold("Observations", report.observations) { observation in
      let data = observation.fields.isEmpty ? "" : " " + Self.code(observation.fields)
      return "- \(observation.id) \(Foreign.codeSpan(observation.kind)): \(Self.sentence(observation.summary))\(data)"
    }
    if !omitted.isEmpty {
      blocks.append("Left out for length: \(omitted.joined(separator: ", ")). The JSON report holds everything.")
    }
    blocks.append(Self.footer(report))
  }

  var text: String { blocks.joined(separator: "\n\n") + "\n" }

  static func sentence(_ text: String) -> String {
    Foreign.markdown(Foreign.shortened(text, to: longestSentence))
  }

  /// The catalogue's words, with what stands in backticks as a code span.
  static func prose(_ text: String) -> String {
    Prose(Foreign.shortened(text, to: longestSentence)).parts
      .map { $0.isCode ? Foreign.codeSpan($0.text) : Foreign.markdown($0.text) }.joined()
  }

  private static func code(_ text: String) -> String {
    Foreign.codeSpan(Foreign.shortened(text, to: longestSentence))
  }

  private static func route(_ route: RouteSummary) -> String {
    let way = [route.url, route.handler, route.root].compactMap { $0 }.map(code).joined(separator: " → ")
    let sources = route.sources.isEmpty ? "" : " from " + route.sources.map(code).joined(separator: ", ")
    return "- \(code(route.id)) (\(route.kind.rawValue)): \(way)\(sources)"
  }

  private static func footer(_ report: Report) -> String {
    var text = Headline.examined(report) + " as \(Wording.user(report.host))"
    if let hostname = report.host.hostname { text += " on \(hostname)" }
    text += ", \(Timestamp.text(secondsSince1970: report.startedAt)), \(Tool.name) \(Tool.version)"
    if !report.isComplete { text += ". Interrupted: this is what was finished" }
    if !report.isRedacted { text += ". Not redacted: this may hold secrets" }
    for more in [Wording.replaced(report), Wording.baseline(report)] { text += more.map { "; " + $0 } ?? "" }
    return "<sub>\(sentence(text)).</sub>"
  }

  private mutating func add(_ block: String) {
    blocks.append(block)
    length += block.utf8.count + 2
  }

  /// Adds the whole of a cause, or only its name where there is no more room.
  private mutating func add(_ diagnosed: DiagnosedCause, rank: Int) {
    let told = MarkdownCause(diagnosed, rank: rank, in: report)
    for block in told.blocks {
      if length + block.utf8.count < Self.longest / 2 || rank == 1 && length + block.utf8.count < Self.longest {
        add(block)
      } else if block == told.blocks.first {
        return omitted.append("cause \(rank) (\(Foreign.codeSpan(diagnosed.cause.id)))")
      } else if omitted.last != "details of cause \(rank)" {
        omitted.append("details of cause \(rank)")
      }
    }
  }

  private mutating func unseen() {
    let unseen = Unseen(report)
    let sentences =
      unseen.failures + unseen.skipped + [unseen.looks].compactMap { $0 } + unseen.open.map { "open: " + $0 }
    let all = sentences + (sentences.isEmpty ? [] : [unseen.other].compactMap { $0 })
    fold("Not seen", all) { "- " + Self.sentence($0) }
  }

  /// Adds a folded list, as much of it as there is room for.
  private mutating func fold<Element>(_ title: String, _ elements: [Element], _ line: (Element) -> String) {
    guard !elements.isEmpty else { return }
    var lines: [String] = []
    var size = 200
    for element in elements {
      let line = line(element)
      guard length + size + line.utf8.count + 1 < Self.longest else { break }
      size += line.utf8.count + 1
      lines.append(line)
    }
    if lines.count < elements.count {
      omitted.append("\(elements.count - lines.count) of \(elements.count) under “\(title)”")
    }
    guard !lines.isEmpty else { return }
    let summary = "<details><summary>\(title) (\(elements.count))</summary>"
    add("\(summary)\n\n\(lines.joined(separator: "\n"))\n\n</details>")
  }
}
