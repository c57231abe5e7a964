public import Diagnostics
import Synchronization

/// Takes down the observations of one examination, redacted, in the order of their arrival.
public final class Recorder: Sendable {
  private let state = Mutex<[Observation]>([])
  private let redactor: Redactor
  private let began: ContinuousClock.Instant
  private let vocabulary: Vocabulary

  init(redactor: Redactor, vocabulary: Vocabulary, began: ContinuousClock.Instant) {
    self.redactor = redactor
    self.vocabulary = vocabulary
    self.began = began
  }

  /// All observations so far.
  public var observations: [Observation] { state.withLock { $0 } }

  /// Records one observation; the same fact of the same subject with the same values only once.
  public func record(
    _ kind: String, by probe: String, of subject: Subject = [:], _ summary: String, _ data: [String: Value] = [:]
  ) {
    assert(vocabulary[kind] != nil, "\(probe) records \(kind), which no probe declares")
    let at = began.duration(to: .now)
    let milliseconds =
      Double(at.components.seconds) * 1000 + Double(at.components.attoseconds / 1_000_000_000_000) / 1000
    let redacted = Subject(subject.aspects.mapValues { redactor.redacted($0, in: probe) })
    let clean = data.mapValues { redactor.redacted($0, in: probe) }
    let text = redactor.redacted(summary, in: probe)
    state.withLock { observations in
      guard !observations.contains(where: { $0.kind == kind && $0.subject == redacted && $0.data == clean }) else {
        return
      }
      observations.append(
        Observation(
          id: "o\(observations.count + 1)", kind: kind, probe: probe, subject: redacted, summary: text, data: clean,
          atMilliseconds: milliseconds))
    }
  }
}
