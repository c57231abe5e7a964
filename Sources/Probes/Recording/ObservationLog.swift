public import Diagnostics
import Notation
import Synchronization

/// The observations of one examination, redacted, in the order of their arrival.
public final class ObservationLog: Sendable {
  /// The observations, and by their kinds the numbers of those.
  private struct State {
    var observations: [Observation] = []
    var numbers: [String: [Int]] = [:]
  }

  private let state = Mutex(State())
  private let redactor: Redactor
  /// The ids of the probes whose observations are told.
  private let told: Set<String>
  private let began: ContinuousClock.Instant

  init(redactor: Redactor, told: Set<String>, began: ContinuousClock.Instant = .now) {
    self.redactor = redactor
    self.told = told
    self.began = began
  }

  /// All observations so far.
  public var observations: [Observation] { state.withLock { $0.observations } }

  /// Takes down one observation; the same fact of the same subject with the same values only once, and what tells of the
  /// examination once of each probe.
  ///
  /// Not generic over facts, or the program would hold it once for each of them.
  func add(_ fact: Fact, _ fields: [String: Value], by probe: String, of subject: Subject, _ summary: String) {
    let kind = fact.kind
    let milliseconds = began.duration(to: .now).milliseconds
    let redacted = Subject(subject.aspects.mapValues { redactor.redacted($0, in: probe) })
    let clean = fields.mapValues { redactor.redacted($0, in: probe) }
    let text = redactor.redacted(summary, in: probe)
    state.withLock { state in
      let alike = state.numbers[kind] ?? []
      guard
        !alike.contains(where: { number in
          let known = state.observations[number]
          return known.subject == redacted && known.data == clean
            && (known.probe == probe || (fact.isEvidence && told.contains(known.probe)))
        })
      else { return }
      state.numbers[kind, default: []].append(state.observations.count)
      state.observations.append(
        Observation(
          id: "o\(state.observations.count + 1)", kind: kind, probe: probe, subject: redacted, summary: text,
          data: clean, atMilliseconds: milliseconds))
    }
  }
}
