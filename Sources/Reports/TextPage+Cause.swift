import Diagnostics
import Notation

extension TextPage {
  /// The heading of a cause that is not in the first line.
  mutating func rivalHeading(_ diagnosed: DiagnosedCause, rank: Int) {
    blank()
    let known = diagnosed.isKnown ? "known, " : ""
    let word = "\(rank). \(known)\(diagnosed.isHint ? "hint" : diagnosed.verdict.rawValue)"
    paragraph(
      "\(word): \(diagnosed.told) (\(diagnosed.cause.id)), \(Wording.probability(diagnosed.confidence))", hang: 2,
      lead: word.count, style: TextStyle(diagnosed.verdict))
  }

  /// The first cause with its way, its path and its cure.
  mutating func leading(_ diagnosed: DiagnosedCause, in report: Report, _ detail: TextDetail) {
    about(diagnosed)
    evidence(diagnosed, supporting: detail.evidence, opposing: detail.opposing)
    consequences(diagnosed)
    fixes(diagnosed, showsAll: detail.showsAllFixes, limit: detail.fixes)
    if detail.evidence == .max { background(diagnosed) }
    if let table = PathTable(report, diagnosed) { path(table, folds: detail.foldsPath, of: diagnosed) }
    if let chain = RouteChain(report, diagnosed) {
      labelled("way", chain.text)
      labelled("", chain.remark)
    }
  }

  /// A further cause.
  mutating func rival(_ diagnosed: DiagnosedCause, evidence count: Int, showsAllFixes: Bool) {
    if showsAllFixes { about(diagnosed) }
    evidence(diagnosed, supporting: count, opposing: count)
    if showsAllFixes { consequences(diagnosed) }
    fixes(diagnosed, showsAll: showsAllFixes)
    if showsAllFixes { background(diagnosed) }
  }

  private mutating func about(_ diagnosed: DiagnosedCause) {
    var text = "\(Wording.confidence(diagnosed.confidence)) (\(Wording.probability(diagnosed.confidence))); "
    text += Wording.symptoms(diagnosed.cause.symptoms)
    if let subject = Wording.subject(diagnosed.subject) {
      text += "; \(subject)"
      if diagnosed.subject[.url] != nil, let path = diagnosed.subject[.path] { text += ", the file \(path)" }
    }
    if let others = Wording.others(diagnosed.otherSubjects) { text += "; also affects \(others)" }
    if diagnosed.isKnown { text += "; known from the baseline" }
    paragraph(text, indent: 2, hang: 4)
  }

  private mutating func evidence(_ diagnosed: DiagnosedCause, supporting: Int, opposing: Int) {
    for (label, evidence, limit) in [
      ("evidence", diagnosed.supporting, supporting), ("against", diagnosed.opposing, opposing),
    ] {
      for (index, piece) in evidence.prefix(limit).enumerated() {
        let isLast = index == min(limit, evidence.count) - 1
        let rest = isLast && evidence.count > limit ? " (and \(evidence.count - limit) more)" : ""
        let weight = limit == .max ? " [\(piece.observation), weight \(Self.weight(piece.weight))]" : ""
        labelled(index == 0 ? label : "", piece.told + weight + rest)
      }
    }
  }

  private static func weight(_ weight: Double) -> String {
    (weight > 0 ? "+" : "") + JSONText.number(weight, keepsFraction: false)
  }

  private mutating func consequences(_ diagnosed: DiagnosedCause) {
    guard !diagnosed.consequences.isEmpty else { return }
    labelled("follows", diagnosed.distinctConsequences.map { "\($0.title) (\($0.id))" }.joined(separator: "; "))
  }

  private mutating func fixes(_ diagnosed: DiagnosedCause, showsAll: Bool, limit: Int = .max) {
    for (index, fix) in diagnosed.distinctFixes.prefix(limit).enumerated() {
      let isLast = index == limit - 1 && diagnosed.distinctFixes.count > limit
      let rest = isLast ? " (and \(diagnosed.distinctFixes.count - limit) more)" : ""
      labelled(index == 0 ? "fix" : "or", "\(fix.summary) (risk: \(fix.risk.rawValue))\(rest)")
      guard index == 0 || showsAll else { continue }
      for command in fix.commands { self.command(command) }
      if let warning = fix.warning { labelled("", warning) }
      if let note = fix.note { labelled("", note) }
      if showsAll, let patch = fix.patch {
        labelled("", "The same as a patch:")
        self.patch(patch)
      }
    }
  }

  private mutating func background(_ diagnosed: DiagnosedCause) {
    if !diagnosed.cause.explanation.isEmpty { labelled("why", diagnosed.cause.explanation.unfolded) }
    if let looksLike = diagnosed.cause.looksLike { labelled("looks like", looksLike.unfolded) }
    for (index, reference) in diagnosed.cause.references.enumerated() { labelled(index == 0 ? "see" : "", reference) }
    for (index, other) in diagnosed.otherSubjects.enumerated() {
      labelled(index == 0 ? "affects" : "", Wording.subject(other) ?? "the whole machine")
    }
  }
}

extension String {
  /// The text with single line breaks taken as spaces.
  var unfolded: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
