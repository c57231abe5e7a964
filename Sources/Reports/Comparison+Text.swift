import Diagnostics

extension Comparison {
  /// The comparison for a terminal: what it amounts to in the first line, then a line for each cause.
  public func text(_ presentation: Presentation) -> String {
    var page = TextPage(width: presentation.width, usesColor: presentation.usesColor)
    let style: TextStyle = isWorse(at: .possible) ? .bad : changed.isEmpty && remaining.isEmpty ? .good : .doubtful
    page.paragraph(summary, hang: 2, style: style)
    guard presentation.verbosity != .quiet else { return page.text }
    let lists = [("cured", cured), ("new", new), ("unknown", unknown)]
    for (label, causes) in lists {
      for (index, diagnosed) in causes.enumerated() { page.labelled(index == 0 ? label : "", Self.told(diagnosed)) }
    }
    for (index, pair) in changed.enumerated() {
      let verdicts =
        pair.before.verdict == pair.after.verdict
        ? "other evidence" : "\(pair.before.verdict.rawValue) before, \(pair.after.verdict.rawValue) now"
      page.labelled(index == 0 ? "changed" : "", "\(pair.after.told) (\(pair.after.cause.id)): \(verdicts)")
    }
    for (index, pair) in remaining.enumerated() {
      page.labelled(index == 0 ? "still there" : "", Self.told(pair.after))
    }
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

  private static func told(_ diagnosed: DiagnosedCause) -> String {
    "\(diagnosed.told) (\(diagnosed.cause.id)), \(diagnosed.verdict.rawValue)"
  }
}
