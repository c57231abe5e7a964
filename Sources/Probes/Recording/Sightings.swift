import Diagnostics

/// What the stages before this one saw, for looks that build on it.
struct Sightings: Sendable {
  private let observations: [String: [Observation]]

  init(_ observations: [Observation] = []) {
    self.observations = Dictionary(grouping: observations, by: \.kind)
  }

  /// All that was seen of a fact, with what it is about.
  func all<Seen: FactValue>(_ fact: Seen.Type) -> [(subject: Subject, value: Seen)] {
    (observations[fact.fact.kind] ?? []).compactMap { seen in
      seen.value(of: fact).map { (seen.subject, $0) }
    }
  }

  /// The first that was seen of a fact, about certain subjects or any.
  func first<Seen: FactValue>(_ fact: Seen.Type, about isMeant: (Subject) -> Bool = { _ in true }) -> Seen? {
    observations[fact.fact.kind]?.first { isMeant($0.subject) }?.value(of: fact)
  }
}
