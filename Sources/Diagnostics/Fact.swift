/// A kind of thing that can be seen, declared by the probe that sees it.
public struct Fact: Sendable {
  /// The kind of a field's values, which the catalogue is checked against.
  public enum FieldKind: Sendable, Equatable {
    /// Any text.
    case text
    /// An integer or a double.
    case number
    /// Yes or no.
    case flag
    /// One of these words.
    case word([String])
    /// Several integers.
    case numbers
    /// Several texts.
    case texts
    /// Shell commands, quoted already: they are printed as they stand.
    case commands
  }

  /// A dotted name: `path.denied`.
  public let kind: String
  /// What it means that this is seen, in one sentence.
  public let meaning: String
  /// The id of the probe that declares it, or `examination`.
  public let probe: String
  /// Its fields by name.
  public let fields: [String: FieldKind]
  /// How probable it is to be seen without any of the causes that predict it.
  public let leak: Double
  /// Facts of one phenomenon (a 403 and its line in the log) share a name and count as one finding.
  public let phenomenon: String?
  /// The kinds that say the contrary of this one: where one of them is seen, this one was looked for and is absent.
  public let contraries: [String]
  /// Whether causes may be weighed by it; what tells of the examination itself says nothing of the machine.
  public let isEvidence: Bool

  public init(
    _ kind: String, _ meaning: String, probe: String = "", fields: [String: FieldKind] = [:], leak: Double = 0.02,
    phenomenon: String? = nil, contraries: [String] = [], isEvidence: Bool = true
  ) {
    self.kind = kind
    self.meaning = meaning
    self.probe = probe
    self.fields = fields
    self.leak = leak
    self.phenomenon = phenomenon
    self.contraries = contraries
    self.isEvidence = isEvidence
  }
}
