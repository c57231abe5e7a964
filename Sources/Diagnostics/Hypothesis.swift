/// One cause weighed in one case.
struct Hypothesis {
  let cause: Cause
  let subject: Subject
  /// All observations of the case, which fixes may draw on.
  let context: [Observation]
  /// What the finding nodes of the case say for it: observation and probability from this cause.
  var supporting: [(observation: Observation, probability: Double)] = []
  /// Findings that were looked for and are otherwise: what was seen instead, and the finding's probability.
  var opposing: [(observation: Observation, probability: Double)] = []
  var proof: [Observation]?
  var refutation: Observation?
  var posterior = 0.0

  /// How probable the absence of its absent findings is, where it holds.
  var absence: Double { opposing.reduce(1) { $0 * (1 - $1.probability) } }

  var verdict: Verdict? {
    if refutation != nil { return nil }
    if proof != nil { return .confirmed }
    guard !supporting.isEmpty else { return nil }
    if posterior >= 0.5 { return .likely }
    return posterior >= 0.1 ? .possible : nil
  }

  /// The probability that the report states.
  ///
  /// A proof leaves room for a mistake in the looks themselves; contrary findings widen it.
  var confidence: Double {
    guard proof != nil else { return posterior }
    return opposing.isEmpty ? 0.98 : 0.95
  }

  /// The observations that its texts are filled from, the proof's first.
  var bindings: [Observation] { (proof ?? []) + supporting.map(\.observation) }
}

extension Cause {
  /// Whether an observation is what one of its proofs asks for, and so never speaks against it.
  func isPartlyProven(by observation: Observation) -> Bool {
    proofs.contains { $0.contains { $0.matches(observation) } }
  }
}
