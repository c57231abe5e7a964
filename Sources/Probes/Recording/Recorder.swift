public import Diagnostics
public import Notation
import Synchronization

/// Takes down the observations of one examination, redacted, in the order of their arrival.
public final class Recorder: Sendable {
  /// The observations, and by their kinds the numbers of those.
  private struct State {
    var observations: [Observation] = []
    var numbers: [String: [Int]] = [:]
  }

  private let state = Mutex(State())
  private let redactor: Redactor
  private let began: ContinuousClock.Instant
  private let vocabulary: Vocabulary

  init(redactor: Redactor, vocabulary: Vocabulary, began: ContinuousClock.Instant) {
    self.redactor = redactor
    self.vocabulary = vocabulary
    self.began = began
  }

  /// All observations so far.
  public var observations: [Observation] { state.withLock { $0.observations } }

  /// The observations of one fact so far.
  public func observations(of kind: String) -> [Observation] {
    state.withLock { state in (state.numbers[kind] ?? []).map { state.observations[$0] } }
  }

  /// Records one observation; the same fact of the same subject with the same values only once.
  public func record(
    _ kind: String, by probe: String, of subject: Subject = [:], _ summary: String, _ data: [String: Value] = [:]
  ) {
    assert(vocabulary[kind] != nil, "\(probe) records \(kind), which no probe declares")
    let milliseconds = began.duration(to: .now).milliseconds
    let redacted = Subject(subject.aspects.mapValues { redactor.redacted($0, in: probe) })
    let clean = data.mapValues { redactor.redacted($0, in: probe) }
    let text = redactor.redacted(summary, in: probe)
    state.withLock { state in
      let alike = state.numbers[kind] ?? []
      guard
        !alike.contains(where: { state.observations[$0].subject == redacted && state.observations[$0].data == clean })
      else { return }
      state.numbers[kind, default: []].append(state.observations.count)
      state.observations.append(
        Observation(
          id: "o\(state.observations.count + 1)", kind: kind, probe: probe, subject: redacted, summary: text,
          data: clean,
          atMilliseconds: milliseconds))
    }
  }
}
