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
  /// One sentence for people.
  public var summary: String
  /// The fact's fields.
  public var data: [String: Value]
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
    self.summary = summary
    self.data = data
    self.atMilliseconds = atMilliseconds
  }
}
