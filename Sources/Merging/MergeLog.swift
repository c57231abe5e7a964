import Diagnostics
import Facts

/// What reports show together, taken down as observations of the merge's own.
struct MergeLog: Sendable {
  /// The name under which its observations stand, like a probe's.
  static let probe = "merge"

  private(set) var observations: [Observation] = []
  /// What no report could see, and who would have to be asked.
  private(set) var unseen: [Undetermined] = []

  /// Takes a fact down, once for each subject.
  mutating func record(_ value: some FactValue, of subject: Subject, _ summary: String) {
    let observation = Observation(
      value, id: "\(Self.probe)/o\(observations.count + 1)", probe: Self.probe, of: subject, summary)
    let isKnown = observations.contains {
      $0.kind == observation.kind && $0.subject == subject && $0.data == observation.data
    }
    if !isKnown { observations.append(observation) }
  }

  /// Takes down that nobody saw the other side of a root.
  mutating func miss(_ root: SeenRoot, of subject: Subject, needs: String) {
    record(
      MergeUnseen(path: root.seen.path, side: root.isWriter ? .reader : .writer), of: subject,
      needs.prefix(1).uppercased() + needs.dropFirst())
    guard !unseen.contains(where: { $0.id == "volumes.not-shared" }) else { return }
    unseen.append(Undetermined(id: "volumes.not-shared", needs: needs, probe: RootSeen.fact.probe))
  }
}
