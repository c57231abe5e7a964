public import Diagnostics
import Notation

/// What is different between two examinations: what a fix cured, and what is new.
public struct Comparison: Sendable {
  /// A cause in both examinations; their ids differ where one is folded under the other as its consequence.
  public struct Pair: Sendable {
    public let before: DiagnosedCause
    public let after: DiagnosedCause

    /// Whether verdict, evidence, root or the number of affected cases differ.
    public var isChanged: Bool {
      before.cause.id != after.cause.id || before.verdict != after.verdict
        || before.otherSubjects.count != after.otherSubjects.count
        || before.evidence.map(\.summary) != after.evidence.map(\.summary)
    }
  }

  /// When and on which machines the two examinations were made.
  let circumstances: (before: String, after: String)
  /// Causes that were found before and are found no more.
  public let cured: [DiagnosedCause]
  /// Causes that were found before, and were not looked for again.
  public let unknown: [DiagnosedCause]
  /// Causes that are found now only.
  public let new: [DiagnosedCause]
  public let changed: [Pair]
  public let remaining: [Pair]

  /// Compares two reports; a cause is the same where its id and its culprit, or a case it is about, are.
  public init(before: Report, after: Report) {
    var match = CauseMatch(before: before.diagnosis.causes, after: after.diagnosis.causes)
    match.pairFolded()
    let coverage = ReportScope(after)
    circumstances = (Self.circumstances(before), Self.circumstances(after))
    unknown = match.gone.filter { !coverage.includes($0) }
    cured = match.gone.filter(coverage.includes)
    new = match.new
    changed = match.pairs.filter(\.isChanged)
    remaining = match.pairs.filter { !$0.isChanged }
  }

  /// Whether something as sure as this is found now that was not found so sure before.
  public func isWorse(at verdict: Verdict) -> Bool {
    new.contains { $0.verdict >= verdict && !$0.isHint }
      || changed.contains { $0.after.verdict >= verdict && $0.before.verdict < verdict && !$0.after.isHint }
  }

  private static func circumstances(_ report: Report) -> String {
    let machine = report.host.hostname ?? "an unnamed machine"
    return "\(machine) at \(Timestamp.text(secondsSince1970: report.startedAt))"
      + (report.isComplete ? "" : ", interrupted")
  }
}
