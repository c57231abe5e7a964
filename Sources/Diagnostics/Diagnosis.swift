/// What follows from the observations.
public struct Diagnosis: Sendable {
  /// The causes that may hold, ranked: the first is what to look at first.
  public var causes: [DiagnosedCause]
  /// The causes that cannot hold.
  public let ruledOut: [RuledOut]
  /// The causes that could not be decided.
  public let undetermined: [Undetermined]

  public init(causes: [DiagnosedCause], ruledOut: [RuledOut], undetermined: [Undetermined]) {
    self.causes = causes
    self.ruledOut = ruledOut
    self.undetermined = undetermined
  }
}

/// A cause of the catalogue found in this examination.
public struct DiagnosedCause: Sendable {
  public let cause: Cause
  public let verdict: Verdict
  /// A probability that means what it says.
  public let confidence: Double
  /// The first case it was found in, completed by what its evidence is about.
  public let subject: Subject
  /// The other cases that it explains.
  public let otherSubjects: [Subject]
  public let evidence: [Evidence]
  public var fixes: [Fix]
  /// Causes that hold because this one does.
  public let consequences: [Consequence]
  /// What is at fault, as the catalogue's template words it.
  public let culprit: String?
  /// Whether an earlier report that this one is measured by has it already, and no less sure.
  public var isKnown = false

  public init(
    cause: Cause, verdict: Verdict, confidence: Double, subject: Subject, otherSubjects: [Subject] = [],
    evidence: [Evidence], fixes: [Fix], consequences: [Consequence] = [], culprit: String? = nil
  ) {
    self.cause = cause
    self.verdict = verdict
    self.confidence = confidence
    self.subject = subject
    self.otherSubjects = otherSubjects
    self.evidence = evidence
    self.fixes = fixes
    self.consequences = consequences
    self.culprit = culprit
  }
}

/// A cause that holds, or seems to, because another one does.
public struct Consequence: Sendable {
  public let id: String
  public let title: String
  public let verdict: Verdict

  public init(id: String, title: String, verdict: Verdict) {
    self.id = id
    self.title = title
    self.verdict = verdict
  }
}

/// An observation that speaks for or against a cause.
public struct Evidence: Sendable {
  public let observation: String
  public let supports: Bool
  /// The natural logarithm of the likelihood ratio: above zero for, below zero against.
  public let weight: Double
  public let summary: String

  public init(observation: String, supports: Bool, weight: Double, summary: String) {
    self.observation = observation
    self.supports = supports
    self.weight = weight
    self.summary = summary
  }
}

/// A cure in the user's own names.
public struct Fix: Sendable {
  public let summary: String
  public let commands: [String]
  public let risk: FixTemplate.Risk
  public let note: String?
  /// What the commands change, as a unified diff.
  public let patch: String?

  public init(
    summary: String, commands: [String], risk: FixTemplate.Risk, note: String? = nil, patch: String? = nil
  ) {
    self.patch = patch
    self.summary = summary
    self.commands = commands
    self.risk = risk
    self.note = note
  }
}

/// A cause that an observation excludes.
public struct RuledOut: Sendable {
  public let id: String
  public let because: String
  public let evidence: [String]

  public init(id: String, because: String, evidence: [String]) {
    self.id = id
    self.because = because
    self.evidence = evidence
  }
}

/// A cause that would need another look.
public struct Undetermined: Sendable {
  public let id: String
  public let needs: String
  public let probe: String?

  public init(id: String, needs: String, probe: String? = nil) {
    self.id = id
    self.needs = needs
    self.probe = probe
  }
}
