import Diagnostics
import Notation

/// The report as one self-contained HTML file without scripts: for a browser by day or night, and for paper.
struct HTMLReport {
  /// Bytes that the whole may have.
  static let longest = 280_000

  let report: Report
  private var body: [String] = []
  private var length = 8_000

  init(_ report: Report) {
    self.report = report
    let headline = Headline(report)
    let tone = Self.tone(headline.outcome)
    add(
      "<header class=\"\(tone)\"><p class=\"brand\">\(Tool.name)</p>"
        + "<h1><span class=\"badge\">\(headline.word)</span> \(Self.sentence(headline.title))</h1>"
        + (headline.culprit.map { "<p class=\"culprit\"><code>\(Self.sentence($0))</code></p>" } ?? "")
        + "<p>\(Self.sentence(Self.circumstances(report)))</p></header>\n<main>")
    causes()
    waterfall()
    volumes()
    unseen()
    lists()
    add("</main>\n<footer><p>\(Self.sentence(Self.footer(report)))</p></footer>")
  }

  var text: String {
    let title = Foreign.markup(Foreign.shortened(Headline(report).text, to: 120))
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>\(HTMLStyle.text)</style>
      </head>
      <body>
      \(body.joined(separator: "\n"))
      </body>
      </html>

      """
  }

  /// Foreign text as the content of an element.
  static func sentence(_ text: String) -> String {
    Foreign.markup(Foreign.shortened(Foreign.harmless(text), to: 1000))
  }

  /// The catalogue's words as the content of an element, with what stands in backticks as code.
  static func prose(_ text: String) -> String {
    Prose(sentence(text)).parts.map { $0.isCode ? "<code>\($0.text)</code>" : $0.text }.joined()
  }

  static func tone(_ outcome: Headline.Outcome) -> String {
    switch outcome {
    case .cause(.confirmed): "bad"
    case .cause(.likely), .interrupted, .undetermined: "doubtful"
    case .cause(.possible): "hint"
    case .healthy: "good"
    }
  }

  private static func circumstances(_ report: Report) -> String {
    var text = report.host.hostname ?? "this machine"
    if report.host.container != "none" { text += ", in \(report.host.container)" }
    if let system = report.host.system { text += ", \(system)" }
    if let kernel = report.host.kernel { text += ", kernel \(kernel)" }
    text += ", examined as \(Wording.user(report.host)) at \(Timestamp.text(secondsSince1970: report.startedAt))"
    if !report.targets.isEmpty { text += ", for \(report.targets.joined(separator: ", "))" }
    return text
  }

  private static func footer(_ report: Report) -> String {
    var text = Headline.examined(report)
    for more in [Wording.replaced(report), Wording.baseline(report)] { text += more.map { "; " + $0 } ?? "" }
    return text + "; \(Tool.name) \(Tool.version)"
  }

  mutating func add(_ html: String) {
    body.append(html)
    length += html.utf8.count + 1
  }

  private mutating func causes() {
    let (told, chances) = report.rankedCauses
    var omitted = add(told)
    if !chances.isEmpty {
      let title = told.isEmpty ? "Small chances" : "Small chances beside it"
      add("<details><summary><h2>\(title) (\(chances.count))</h2></summary>")
      omitted += add(chances)
      add("</details>")
    }
    if !omitted.isEmpty {
      add("<p>Left out for length: \(Self.sentence(omitted.joined(separator: ", "))). The JSON report holds them.</p>")
    }
  }

  /// Adds causes as far as there is room, and returns the ids of the others.
  private mutating func add(_ causes: [(rank: Int, cause: DiagnosedCause)]) -> [String] {
    var omitted: [String] = []
    for (rank, diagnosed) in causes {
      let isHeadline = rank == 1 && Headline(report).outcome == .cause(diagnosed.verdict)
      let section = HTMLCause(diagnosed, rank: rank, isHeadline: isHeadline, in: report).text
      if rank == 1 || length + section.utf8.count < Self.longest / 2 {
        add(section)
      } else {
        omitted.append(diagnosed.cause.id)
      }
    }
    return omitted
  }

  private mutating func waterfall() {
    let waterfall = Waterfall(report)
    guard !waterfall.exchanges.isEmpty else { return }
    add("<section><h2>Exchanges</h2>\n\(WaterfallPicture(waterfall).pictures)\n\(WaterfallPicture.legend)</section>")
  }

  private mutating func volumes() {
    let table = VolumeTable(report)
    guard !table.rows.isEmpty else { return }
    add(
      "<section><h2>Disks and mounts</h2>\n\(HTMLTable.table(table.columns, table.rows, name: "Disks and mounts"))</section>"
    )
  }

  private mutating func unseen() {
    let unseen = Unseen(report)
    var sentences =
      unseen.failures + unseen.skipped + [unseen.looks].compactMap { $0 } + unseen.open.map { "Open: \($0)" }
    if !sentences.isEmpty, let other = unseen.other { sentences.append(other) }
    if !report.isComplete { sentences.append("The examination was interrupted: this is what was finished.") }
    if !report.isRedacted { sentences.append("Not redacted: this report may hold secrets.") }
    guard !sentences.isEmpty else { return }
    let items = sentences.prefix(200).map { "<li>\(Self.sentence($0))</li>" }.joined()
    add("<section><h2>What could not be seen</h2><ul>\(items)</ul></section>")
  }

  private mutating func lists() {
    let diagnosis = report.diagnosis
    fold("Ruled out", ["Cause", "Because"], diagnosis.ruledOut) { [$0.id, $0.because] }
    fold("Routes", ["Route", "URL", "Handler", "Root", "Writer", "Reader", "Found in"], report.routes) { route in
      [
        "\(route.id) (\(route.kind.rawValue))", route.url ?? "", route.handler ?? "", route.root ?? "",
        route.writer.map { Value.object($0).plain } ?? "", route.reader.map { Value.object($0).plain } ?? "",
        route.sources.joined(separator: ", "),
      ]
    }
    fold("Probes", ["Probe", "Status", "Time", "Reason"], report.probes) { probe in
      [
        probe.id, probe.status.rawValue,
        probe.durationMilliseconds.map { shownDuration(milliseconds: $0) } ?? "", probe.reason ?? "",
      ]
    }
    fold("Observations", ["Id", "Fact", "Seen", "Fields"], report.observations) { observation in
      [observation.id, observation.kind, observation.summary, observation.fields]
    }
  }

  /// Adds a folded table, as many of its rows as there is room for.
  private mutating func fold<Element>(
    _ title: String, _ columns: [String], _ elements: [Element], _ cells: (Element) -> [String]
  ) {
    guard !elements.isEmpty else { return }
    var rows: [String] = []
    var size = 500
    for element in elements {
      let row = HTMLTable.row(cells(element))
      guard length + size + row.utf8.count < Self.longest else { break }
      size += row.utf8.count + 1
      rows.append(row)
    }
    let left = elements.count - rows.count
    let note = left > 0 ? "<p>\(left) more were left out for length. The JSON report holds them.</p>" : ""
    add(
      "<details><summary><h2>\(title) (\(elements.count))</h2></summary>\n"
        + HTMLTable.table(columns, html: rows, name: title) + note + "</details>")
  }
}
