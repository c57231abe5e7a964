import Diagnostics

/// One cause in HTML: what it is, what speaks for and against it, how it is cured.
struct HTMLCause {
  let text: String

  init(_ diagnosed: DiagnosedCause, rank: Int, in report: Report) {
    let sentence = HTMLReport.sentence
    let verdict = diagnosed.isHint ? "hint" : diagnosed.verdict.rawValue
    let tone = diagnosed.isHint ? "hint" : HTMLReport.tone(.cause(diagnosed.verdict))
    var parts = [
      "<section class=\"cause \(tone)\">",
      "<h2>\(rank). \(sentence(diagnosed.told))</h2>",
      "<p class=\"about\"><span class=\"verdict\">\(verdict)</span> <code>\(sentence(diagnosed.cause.id))</code>, "
        + "\(sentence(Self.about(diagnosed, report)))</p>",
    ]
    parts.append(Self.evidence(diagnosed))
    parts += diagnosed.distinctFixes.enumerated().map { Self.fix($0.element, isFirst: $0.offset == 0) }
    if !diagnosed.consequences.isEmpty {
      let items = diagnosed.consequences.map { "\($0.title) (\($0.id), \($0.verdict.rawValue))" }
      parts.append("<h3>Follows from it</h3>\(Self.list(items))")
    }
    if rank == 1 {
      if let chain = RouteChain(report, diagnosed) { parts.append(ChainPicture(chain).figure) }
      if let table = PathTable(report, diagnosed) { parts.append(PathPicture(table).figure) }
    }
    parts.append(Self.background(diagnosed))
    text = (parts + ["</section>"]).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func about(_ diagnosed: DiagnosedCause, _ report: Report) -> String {
    let probability = Wording.probability(diagnosed.confidence)
    var parts = ["\(Wording.confidence(diagnosed.confidence)) (\(probability))"]
    parts.append(Wording.symptoms(diagnosed.cause.symptoms))
    if let subject = Wording.subject(diagnosed.subject) { parts.append(subject) }
    if diagnosed.subject[.url] != nil, let path = diagnosed.subject[.path] { parts.append("the file \(path)") }
    if let others = Wording.others(diagnosed.otherSubjects) { parts.append("also affects \(others)") }
    if let known = Wording.known(diagnosed, in: report) { parts.append(known) }
    return parts.joined(separator: "; ")
  }

  private static func list(_ items: [String]) -> String {
    "<ul>" + items.map { "<li>\(HTMLReport.sentence($0))</li>" }.joined() + "</ul>"
  }

  private static func evidence(_ diagnosed: DiagnosedCause) -> String {
    let sides = [("For it", diagnosed.supporting), ("Against it", diagnosed.opposing)].filter { !$0.1.isEmpty }
    let columns = sides.map { "<div><h3>\($0.0)</h3>\(list($0.1.map(\.told)))</div>" }
    return columns.isEmpty ? "" : "<div class=\"sides\">\(columns.joined())</div>"
  }

  private static func fix(_ fix: Fix, isFirst: Bool) -> String {
    let lines = fix.commands.flatMap { $0.split(separator: "\n") }.map { Foreign.markup(String($0)) }
    let commands = lines.isEmpty ? "" : "<pre tabindex=\"0\"><code>\(lines.joined(separator: "\n"))</code></pre>"
    let note = [fix.warning, fix.note].compactMap { $0 }.map { "<p>\(HTMLReport.sentence($0))</p>" }.joined()
    let summary = "\(isFirst ? "Fix" : "Or"): \(HTMLReport.sentence(fix.summary))"
    return "<div class=\"fix\"><h3>\(summary) <span class=\"risk\">risk: \(fix.risk.rawValue)</span></h3>"
      + commands + note + "</div>"
  }

  private static func background(_ diagnosed: DiagnosedCause) -> String {
    var parts: [String] = []
    if !diagnosed.cause.explanation.isEmpty {
      parts.append("<p>\(HTMLReport.sentence(diagnosed.cause.explanation.unfolded))</p>")
    }
    if let looksLike = diagnosed.cause.looksLike {
      parts.append("<p>Looks like it: \(HTMLReport.sentence(looksLike.unfolded))</p>")
    }
    let others = diagnosed.otherSubjects.prefix(100).compactMap(Wording.subject)
    if !others.isEmpty { parts.append("<h3>Also affected</h3>\(list(others))") }
    let references = diagnosed.cause.references.map { reference in
      let text = HTMLReport.sentence(reference)
      return SARIFRules.isPlainURL(reference)
        ? "<li><a href=\"\(text)\" rel=\"noreferrer\">\(text)</a></li>" : "<li>\(text)</li>"
    }
    if !references.isEmpty { parts.append("<ul>\(references.joined())</ul>") }
    return parts.isEmpty ? "" : "<details><summary>Why, and where to read on</summary>\(parts.joined())</details>"
  }
}
