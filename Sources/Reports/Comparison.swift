public import Diagnostics

/// What is different between two examinations: what a fix cured, and what is new.
public struct Comparison: Sendable {
  /// A cause in both examinations.
  public struct Pair: Sendable {
    public let before: DiagnosedCause
    public let after: DiagnosedCause

    /// Whether verdict, impact, evidence or the number of affected cases differ.
    public var isChanged: Bool {
      before.verdict != after.verdict || before.otherSubjects.count != after.otherSubjects.count
        || before.evidence.map(\.summary) != after.evidence.map(\.summary)
    }
  }

  /// Causes that were found before and are found no more.
  public let cured: [DiagnosedCause]
  /// Causes that were found before, and could not be looked for again.
  public let unknown: [DiagnosedCause]
  /// Causes that are found now only.
  public let new: [DiagnosedCause]
  public let changed: [Pair]
  public let remaining: [Pair]

  /// Compares two reports; a cause is the same where its id and its culprit (else its subject) are.
  public init(before: Report, after: Report) {
    var rest = after.diagnosis.causes
    var (gone, pairs): ([DiagnosedCause], [Pair]) = ([], [])
    for earlier in before.diagnosis.causes {
      if let index = rest.firstIndex(where: { Self.key($0) == Self.key(earlier) }) {
        pairs.append(Pair(before: earlier, after: rest.remove(at: index)))
      } else {
        gone.append(earlier)
      }
    }
    let open = Set(after.diagnosis.undetermined.map(\.id))
    unknown = gone.filter { open.contains($0.cause.id) || !after.isComplete }
    cured = gone.filter { !open.contains($0.cause.id) && after.isComplete }
    new = rest
    changed = pairs.filter(\.isChanged)
    remaining = pairs.filter { !$0.isChanged }
  }

  /// Whether something as sure as this is found now that was not found so sure before.
  public func isWorse(at verdict: Verdict) -> Bool {
    new.contains { $0.verdict >= verdict && !$0.isHint }
      || changed.contains { $0.after.verdict >= verdict && $0.before.verdict < verdict && !$0.after.isHint }
  }

  private static func key(_ diagnosed: DiagnosedCause) -> String {
    "\(diagnosed.cause.id) \(diagnosed.culprit ?? Wording.subject(diagnosed.subject) ?? "")"
  }
}
