public import Diagnostics
import Notation

/// Takes down what one probe sees.
public struct Recorder: Sendable {
  let log: ObservationLog
  /// The id of the probe that looks.
  let probe: String
  /// Whether a command may be printed; one that may not takes those of its field along, since half a cure is none.
  var accepts: (@Sendable (String) -> Bool)?

  /// Records a fact that was seen: of what, and in a sentence for people.
  public func record(_ value: some FactValue, of subject: Subject = [:], _ summary: String) {
    let fact = type(of: value).fact
    var fields = value.fields
    if let accepts {
      for (name, kind) in fact.fields where kind == .commands {
        let isRefused = fields[name]?.elements.contains { !accepts($0.plain) } == true
        if isRefused { fields[name] = .list([]) }
      }
    }
    log.add(fact, fields, by: probe, of: subject, summary)
  }
}
