/// Something that can be wrong: one file of the catalogue.
public struct Cause: Sendable {
  /// How much it hurts where it holds.
  public enum Impact: String, Sendable, CaseIterable {
    case low, medium, high

    /// The factor by which confidence counts in the ranking.
    public var weight: Double {
      switch self {
      case .low: 0.3
      case .medium: 0.7
      case .high: 1
      }
    }
  }

  /// A finding that this cause makes probable.
  public struct Finding: Sendable {
    public let when: Condition
    /// How probable the finding is where the cause holds: 0…1.
    public let probability: Double
  }

  /// `access.parent-not-traversable`; public and fixed.
  public let id: String
  public let title: String
  /// How often it is the reason in the field: 0…1.
  public let prior: Double
  public let impact: Impact
  /// What the user of the site sees; `none` for what breaks nothing yet.
  public let symptoms: [String]
  /// Any of these sets of conditions proves the cause, where all of a set are met by observations of one case.
  public let proofs: [[Condition]]
  public let findings: [Finding]
  /// Any of these excludes the cause for the case.
  public let refutations: [Condition]
  /// Causes that follow from this one and are folded under it where both hold for one case.
  public let leadsTo: [String]
  /// Templates of what is at fault (a path, file:line), of which the first that can be filled counts: two cases with one
  /// culprit are one cause.
  public let culprits: [String]
  public let explanation: String
  public let looksLike: String?
  public let fixes: [FixTemplate]
  public let references: [String]
  /// What would have to be looked at, and by which probe, where the evidence does not suffice.
  public let needs: Need?
  public let examples: Examples

  /// The look that would decide.
  public struct Need: Sendable {
    public let text: String
    public let probe: String?
    /// Observations that make the question worth asking.
    public let when: [Condition]
  }

  /// Observations in which the cause has to be found, and others in which it must stay silent.
  public struct Examples: Sendable {
    public let present: [[Observation]]
    public let absent: [[Observation]]
  }
}

/// A cure as the catalogue words it, with places for what was observed.
public struct FixTemplate: Sendable {
  public enum Risk: String, Sendable, CaseIterable {
    case low, medium, high
  }

  /// Conditions under which this fix fits; always, where there are none.
  public let when: [Condition]
  public let summary: String
  public let commands: [String]
  public let risk: Risk
  public let note: String?
}
