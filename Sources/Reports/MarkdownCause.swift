import Diagnostics

/// One cause in Markdown, in blocks of falling importance.
struct MarkdownCause {
  private(set) var blocks: [String] = []

  init(_ diagnosed: DiagnosedCause, rank: Int, in report: Report) {
    let sentence = MarkdownReport.sentence
    let title = sentence(diagnosed.told)
    let verdict = diagnosed.isHint ? "hint" : diagnosed.verdict.rawValue
    blocks.append(
      "### \(rank). \(title)\n\n\(Foreign.codeSpan(diagnosed.cause.id)): \(verdict), \(about(diagnosed, report))")
    let evidence =
      diagnosed.supporting.map { "- for: \(sentence($0.told))" }
      + diagnosed.opposing.map { "- against: \(sentence($0.told))" }
      + diagnosed.distinctConsequences.map { "- follows from it: \(sentence($0.title)) (\(Foreign.codeSpan($0.id)))" }
    if !evidence.isEmpty { blocks.append(evidence.joined(separator: "\n")) }
    for (index, fix) in diagnosed.distinctFixes.enumerated() { blocks.append(told(fix, isFirst: index == 0)) }
    if rank == 1 { pictures(diagnosed, report) }
    background(diagnosed)
  }

  /// One line about a cause that is not worth more.
  static func brief(_ diagnosed: DiagnosedCause) -> String {
    let evidence = diagnosed.supporting.prefix(2).map { MarkdownReport.sentence($0.told) }
    let consequences = diagnosed.distinctConsequences.map { ", then \(Foreign.codeSpan($0.id))" }.joined()
    return "\(Foreign.codeSpan(diagnosed.cause.id))\(consequences): \(diagnosed.verdict.rawValue), "
      + "\(Wording.confidence(diagnosed.confidence)) (\(Wording.probability(diagnosed.confidence))); "
      + ([MarkdownReport.sentence(diagnosed.told)] + evidence).joined(separator: "; ")
  }

  private func about(_ diagnosed: DiagnosedCause, _ report: Report) -> String {
    let confidence = Wording.probability(diagnosed.confidence)
    var parts = [
      "\(Wording.confidence(diagnosed.confidence)) (\(confidence))", Wording.symptoms(diagnosed.cause.symptoms),
    ]
    if let subject = Wording.subject(diagnosed.subject) { parts.append(Foreign.codeSpan(subject)) }
    if diagnosed.subject[.url] != nil, let path = diagnosed.subject[.path] { parts.append(Foreign.codeSpan(path)) }
    if let others = Wording.others(diagnosed.otherSubjects) { parts.append("also affects \(others)") }
    if let known = Wording.known(diagnosed, in: report) { parts.append(known) }
    return parts.joined(separator: "; ")
  }

  private func told(_ fix: Fix, isFirst: Bool) -> String {
    var text = "**\(isFirst ? "Fix" : "Or")** (risk: \(fix.risk.rawValue)): \(MarkdownReport.prose(fix.summary))"
    if !fix.commands.isEmpty { text += "\n\n" + Foreign.codeBlock(fix.commands, language: "sh") }
    if let warning = fix.warning { text += "\n\n" + warning }
    if let note = fix.note { text += "\n\n" + MarkdownReport.prose(note) }
    if let patch = fix.patch {
      text += "\n\n" + Foreign.codeBlock(Fix.lines(patch), language: "diff")
    }
    return text
  }

  private mutating func pictures(_ diagnosed: DiagnosedCause, _ report: Report) {
    if let chain = RouteChain(report, diagnosed) {
      blocks.append(Foreign.codeBlock([Foreign.harmless(chain.text), Foreign.harmless(chain.remark)]))
    }
    if let table = PathTable(report, diagnosed) {
      let rows = table.rows.map { row in
        let mark = row.verdict == .denied ? "**\(row.verdict.rawValue)**" : row.verdict.rawValue
        let cells = [mark] + [row.mode, row.owner, row.path, row.remark].map(Foreign.markdown)
        return "| \(cells.joined(separator: " | ")) |"
      }
      blocks.append((["| | mode | owner | path | |", "|---|---|---|---|---|"] + rows).joined(separator: "\n"))
    }
  }

  private mutating func background(_ diagnosed: DiagnosedCause) {
    var parts: [String] = []
    if !diagnosed.cause.explanation.isEmpty {
      parts.append(MarkdownReport.prose(diagnosed.cause.explanation.unfolded))
    }
    if let looksLike = diagnosed.cause.looksLike {
      parts.append("What only looks like it: \(MarkdownReport.prose(looksLike.unfolded))")
    }
    let others = diagnosed.otherSubjects.prefix(50).compactMap(Wording.subject).map {
      "- also: \(Foreign.codeSpan($0))"
    }
    if !others.isEmpty { parts.append(others.joined(separator: "\n")) }
    // A web address stands bare: a backslash in it would become part of the link.
    let references = diagnosed.cause.references.map {
      "- \(SARIFRules.isPlainURL($0) ? $0 : MarkdownReport.sentence($0))"
    }
    if !references.isEmpty { parts.append(references.joined(separator: "\n")) }
    guard !parts.isEmpty else { return }
    blocks.append("<details><summary>Why</summary>\n\n\(parts.joined(separator: "\n\n"))\n\n</details>")
  }
}
