public import Diagnostics
import Synchronization

/// Takes down what one probe sees.
public struct Recorder: Sendable {
  let log: ObservationLog
  /// The id of the probe that looks.
  let probe: String

  /// Records a fact that was seen: of what, and in a sentence for people.
  public func record(_ value: some FactValue, of subject: Subject = [:], _ summary: String) {
    log.add(type(of: value).fact, value.fields, by: probe, of: subject, summary)
  }
}
