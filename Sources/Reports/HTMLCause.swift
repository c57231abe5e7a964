import Diagnostics

/// One cause in HTML: what it is, where it breaks the way, what speaks for and against it, how it is cured.
struct HTMLCause {
  let text: String

  /// - Parameter isHeadline: whether the page's own heading tells the cause's title already.
  init(_ diagnosed: DiagnosedCause, rank: Int, isHeadline: Bool, in report: Report) {
    let sentence = HTMLReport.sentence
    let verdict = diagnosed.isHint ? "hint" : diagnosed.verdict.rawValue
    let tone = diagnosed.isHint ? "hint" : HTMLReport.tone(.cause(diagnosed.verdict))
    let title = "<span class=\"badge\">\(verdict)</span> \(rank). \(sentence(diagnosed.told))"
    var parts = ["<section class=\"cause \(tone)\">", "<h2>\(isHeadline ? "The cause" : title)</h2>"]
    parts.append(Self.about(diagnosed, report))
    if rank == 1, let chain = RouteChain(report, diagnosed) { parts.append(ChainPicture(chain).figure) }
    parts.append(Self.evidence(diagnosed))
    parts += diagnosed.distinctFixes.enumerated().map { Self.fix($0.element, isFirst: $0.offset == 0) }
    if !diagnosed.consequences.isEmpty {
      let items = diagnosed.distinctConsequences.map { "\($0.title) (\($0.id), \($0.verdict.rawValue))" }
      parts.append("<h3>Follows from it</h3>\(Self.list(items))")
    }
    if rank == 1, let table = PathTable(report, diagnosed) { parts.append(PathPicture(table).figure) }
    parts.append(Self.background(diagnosed))
    text = (parts + ["</section>"]).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func about(_ diagnosed: DiagnosedCause, _ report: Report) -> String {
    let probability = Wording.probability(diagnosed.confidence)
    let url = diagnosed.subject[.url]
    let rows: [(String, String?, Bool)] = [
      (
        "How sure", "\(diagnosed.verdict.rawValue), \(Wording.confidence(diagnosed.confidence)) (\(probability))", false
      ),
      ("Seen as", diagnosed.isHint ? "breaks nothing yet" : diagnosed.cause.symptoms.joined(separator: ", "), false),
      ("Where", Wording.subject(diagnosed.subject), true), ("File", url == nil ? nil : diagnosed.subject[.path], true),
      ("Also affects", Wording.others(diagnosed.otherSubjects), false), ("Name", diagnosed.cause.id, true),
      ("Baseline", Wording.known(diagnosed, in: report), false),
    ]
    let told = rows.compactMap { name, value, isCode in
      value.map { value in
        let shown = HTMLReport.sentence(value)
        return "<div><dt>\(name)</dt><dd>\(isCode ? "<code>\(shown)</code>" : shown)</dd></div>"
      }
    }
    return "<dl>\(told.joined())</dl>"
  }

  private static func list(_ items: [String], style: String = "") -> String {
    let items = items.map { "<li>\(HTMLReport.sentence($0))</li>" }.joined()
    return "<ul\(style.isEmpty ? "" : " class=\"\(style)\"")>\(items)</ul>"
  }

  private static func evidence(_ diagnosed: DiagnosedCause) -> String {
    let sides = [
      ("What speaks for it", diagnosed.supporting, "for"), ("What speaks against it", diagnosed.opposing, "against"),
    ]
    let columns = sides.filter { !$0.1.isEmpty }.map { title, evidence, style in
      "<div><h3>\(title)</h3>\(list(evidence.map(\.told), style: style))</div>"
    }
    return columns.isEmpty ? "" : "<div class=\"sides\">\(columns.joined())</div>"
  }

  private static func fix(_ fix: Fix, isFirst: Bool) -> String {
    let commands = fix.commands.isEmpty ? "" : block(fix.commands.flatMap(Fix.lines))
    let patch =
      fix.patch.map { "<details><summary>The same as a patch</summary>\(block(Fix.lines($0)))</details>" } ?? ""
    let note = [fix.warning, fix.note].compactMap { $0 }.map { "<p>\(HTMLReport.prose($0))</p>" }.joined()
    let summary = "\(isFirst ? "Fix" : "Or"): \(HTMLReport.prose(fix.summary))"
    let risk = "<span class=\"risk \(fix.risk.rawValue)\">risk: \(fix.risk.rawValue)</span>"
    return "<div class=\"fix\"><h3>\(summary) \(risk)</h3>" + commands + note + patch + "</div>"
  }

  private static func block(_ lines: [String]) -> String {
    "<pre><code>\(lines.map(Foreign.markup).joined(separator: "\n"))</code></pre>"
  }

  private static func background(_ diagnosed: DiagnosedCause) -> String {
    var parts: [String] = []
    if !diagnosed.cause.explanation.isEmpty {
      parts.append("<p>\(HTMLReport.prose(diagnosed.cause.explanation.unfolded))</p>")
    }
    if let looksLike = diagnosed.cause.looksLike {
      parts.append("<p>What only looks like it: \(HTMLReport.prose(looksLike.unfolded))</p>")
    }
    let others = diagnosed.otherSubjects.prefix(100).compactMap(Wording.subject)
    if !others.isEmpty { parts.append("<h3>Also affected</h3>\(list(others, style: "places"))") }
    let references = diagnosed.cause.references.map { reference in
      let text = HTMLReport.sentence(reference)
      return SARIFRules.isPlainURL(reference)
        ? "<li><a href=\"\(text)\" rel=\"noreferrer\">\(text)</a></li>" : "<li>\(text)</li>"
    }
    if !references.isEmpty { parts.append("<h3>To read on</h3><ul>\(references.joined())</ul>") }
    return parts.isEmpty ? "" : "<details><summary>Why, and where to read on</summary>\(parts.joined())</details>"
  }
}
