import Diagnostics

extension Comparison {
  /// The comparison for a terminal: what it amounts to in the first line, then a line for each cause.
  public func text(_ presentation: Presentation) -> String {
    var page = TextPage(width: presentation.width, usesColor: presentation.usesColor)
    let (word, style) = outcome
    page.paragraph("\(word): \(summary)", hang: 2, lead: word.count, style: style)
    guard presentation.verbosity != .quiet else { return page.text }
    for (label, causes) in [("cured", cured), ("new", new), ("unknown", unknown)] {
      for (index, diagnosed) in causes.enumerated() { page.labelled(index == 0 ? label : "", Self.told(diagnosed)) }
    }
    for (index, pair) in changed.enumerated() { page.labelled(index == 0 ? "changed" : "", Self.told(pair)) }
    for (index, pair) in remaining.enumerated() { page.labelled(index == 0 ? "still" : "", Self.told(pair.after)) }
    if !unknown.isEmpty {
      page.labelled("", "unknown: the later examination did not look at what these were about, or not to the end")
    }
    page.labelled("before", circumstances.before)
    page.labelled("after", circumstances.after)
    return page.text
  }

  /// `2 cured, 1 new, 1 still there`.
  public var summary: String {
    let counts = [
      (cured.count, "cured"), (new.count, "new"), (changed.count, "changed"), (remaining.count, "still there"),
      (unknown.count, "not looked for again"),
    ]
    let told = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return told.isEmpty ? "no cause before, none now" : told.joined(separator: ", ")
  }

  /// `worse`, `cured`, `better`, `unknown`, `same` or `healthy`: what the comparison amounts to.
  public var verdict: String { outcome.word }

  private var outcome: (word: String, style: TextStyle) {
    let isThere = (changed + remaining).contains { !$0.after.isHint }
    if isWorse(at: .possible) { return ("worse", .bad) }
    if !unknown.isEmpty, !isThere { return ("unknown", .doubtful) }
    if !cured.isEmpty { return isThere ? ("better", .doubtful) : ("cured", .good) }
    return isThere ? ("same", .doubtful) : ("healthy", .good)
  }

  private static func told(_ diagnosed: DiagnosedCause) -> String {
    "\(diagnosed.told) (\(diagnosed.cause.id)), \(diagnosed.isHint ? "hint" : diagnosed.verdict.rawValue)"
  }

  private static func told(_ pair: Pair) -> String {
    let (before, after) = (pair.before, pair.after)
    let name = "\(after.told) (\(after.cause.id))"
    if before.consequences.contains(where: { $0.id == after.cause.id }) {
      return "\(name): followed from \(before.cause.id) before, holds by itself now"
    }
    if after.cause.id != before.cause.id {
      return "\(before.told) (\(before.cause.id)): follows from \(after.cause.id) now"
    }
    if before.verdict != after.verdict {
      return "\(name): \(before.verdict.rawValue) before, \(after.verdict.rawValue) now"
    }
    let (was, now) = (before.otherSubjects.count + 1, after.otherSubjects.count + 1)
    return was == now ? "\(name): other evidence" : "\(name): \(Wording.count(was, "case")) before, \(now) now"
  }
}
