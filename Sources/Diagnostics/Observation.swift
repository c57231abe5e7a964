public import Notation

/// A fact that was seen: what kind, of what subject, with which values, and by which probe.
public struct Observation: Sendable, Hashable {
  /// `o1`, `o2`, … in the order of arrival; unique within a report.
  public var id: String
  /// The fact's kind, for example `path.denied`.
  public var kind: String
  /// The id of the probe that saw it.
  public var probe: String
  /// What it is about.
  public var subject: Subject
  private var content: ObservationContent
  /// Milliseconds since the examination began.
  public var atMilliseconds: Double

  public init(
    id: String = "", kind: String, probe: String = "", subject: Subject = [:], summary: String = "",
    data: [String: Value] = [:], atMilliseconds: Double = 0
  ) {
    self.id = id
    self.kind = kind
    self.probe = probe
    self.subject = subject
    content = .told(summary: summary, data: data)
    self.atMilliseconds = atMilliseconds
  }

  /// An observation of a stored report, whose sentence and fields are read when they are asked for.
  public init(
    id: String, kind: String, probe: String, subject: Subject, stored: StoredContent, atMilliseconds: Double
  ) {
    self.id = id
    self.kind = kind
    self.probe = probe
    self.subject = subject
    content = .stored(stored)
    self.atMilliseconds = atMilliseconds
  }

  /// One sentence for people.
  public var summary: String {
    get { content.summary }
    set { content = .told(summary: newValue, data: data) }
  }

  /// The fact's fields.
  public var data: [String: Value] {
    get { content.data }
    set { content = .told(summary: summary, data: newValue) }
  }

  /// The same with sentence and fields at hand, for who asks for them often.
  public var read: Observation {
    var observation = self
    observation.content = .told(summary: summary, data: data)
    return observation
  }
}
