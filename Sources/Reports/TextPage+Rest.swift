import Diagnostics

extension TextPage {
  /// Counts of what is not told, what could not be seen, and what was examined.
  mutating func rest(
    _ report: Report, _ detail: TextDetail, told: [DiagnosedCause], isVerbose: Bool, isHealthy: Bool
  ) {
    let unseen = Unseen(report)
    let isSilent = isHealthy && told.isEmpty && report.isComplete
    if isSilent, !isVerbose {
      list("not seen", unseen.failures, limit: detail.unseen)
      return
    }
    if !isVerbose { counts(report, told: told) }
    blank()
    let looks = isVerbose ? [unseen.looks].compactMap { $0 } : []
    list("not seen", unseen.failures + unseen.skipped + looks, limit: detail.unseen)
    list("open", unseen.open, limit: detail.unseen)
    if let other = unseen.other, !unseen.failures.isEmpty || !unseen.open.isEmpty { labelled("", other) }
    if !report.isComplete { labelled("partial", "the examination was interrupted; this is what was finished") }
    if !report.isRedacted { labelled("warning", "not redacted: this report may hold secrets") }
    if let baseline = Wording.baseline(report) { labelled("baseline", baseline) }
    if !isHealthy || isVerbose { labelled("examined", examined(report)) }
  }

  private mutating func counts(_ report: Report, told: [DiagnosedCause]) {
    var counts: [String] = []
    for verdict in Verdict.allCases.reversed() {
      let isOf = { (diagnosed: DiagnosedCause) in diagnosed.verdict == verdict && !diagnosed.isHint }
      let number = report.diagnosis.causes.count(where: isOf) - told.count(where: isOf)
      if number > 0 { counts.append(Wording.count(number, "more \(verdict.rawValue) cause")) }
    }
    let hints = report.diagnosis.causes.count(where: \.isHint) - told.count(where: \.isHint)
    if hints > 0 { counts.append(Wording.count(hints, "more hint")) }
    if !report.diagnosis.ruledOut.isEmpty { counts.append("\(report.diagnosis.ruledOut.count) ruled out") }
    let looks = FailedLookCount(report).total
    if looks > 0 { counts.append("\(Wording.count(looks, "look")) failed") }
    guard !counts.isEmpty else { return }
    blank()
    paragraph((counts + ["--verbose shows all"]).joined(separator: "; "), indent: 2, hang: 4)
  }

  private mutating func list(_ label: String, _ sentences: [String], limit: Int) {
    for (index, sentence) in sentences.prefix(limit).enumerated() {
      let isLast = index == min(limit, sentences.count) - 1
      let rest = isLast && sentences.count > limit ? " (and \(sentences.count - limit) more)" : ""
      labelled(index == 0 ? label : "", sentence + rest)
    }
  }

  private func examined(_ report: Report) -> String {
    let host = [
      report.host.hostname.map { " on \($0)" }, report.host.container == "none" ? nil : " in \(report.host.container)",
    ]
    var text = String(Headline.examined(report).dropFirst("examined ".count))
    text += host.compactMap { $0 }.joined() + " as \(Wording.user(report.host))"
    let secrets = report.redactions.values.reduce(0, +)
    return text
      + (secrets > 0 ? "; \(Wording.count(secrets, "secret or name", plural: "secrets or names")) replaced" : "")
  }
}
