/// A two-layer noisy-OR network of causes and findings, solved exactly.
///
/// Each cause that holds lets a finding appear with its own probability, independently of the others; the leak lets it
/// appear without any. Exact posteriors by inclusion and exclusion over the positive findings (Heckerman's Quickscore,
/// "A Tractable Inference Algorithm for Diagnosing Multiple Diseases", 1989): exponential in their number only.
struct NoisyOr {
  /// A finding that was seen.
  struct Positive {
    /// How probable it is without any cause.
    let leak: Double
    /// How probable it is from each cause, by index.
    let probability: [Int: Double]
  }

  /// How probable each cause is before anything was seen.
  let priors: [Double]
  /// What was seen.
  let positives: [Positive]
  /// For each cause, how probable it is that its absent findings are absent though it holds.
  let absences: [Double]

  /// More positive findings than this are not summed over: the least telling are left out.
  static let limit = 14

  /// How probable each cause is, given what was seen and what was absent.
  func posteriors() -> [Double] {
    let findings = telling
    var evidence = 0.0
    var joint = [Double](repeating: 0, count: priors.count)
    for subset in 0..<(1 << findings.count) {
      let (weight, factors) = term(subset, findings)
      var product = weight
      for index in priors.indices { product *= priors[index] * factors[index] + 1 - priors[index] }
      evidence += product
      for index in priors.indices {
        let held = priors[index] * factors[index]
        joint[index] += product * held / (held + 1 - priors[index])
      }
    }
    guard evidence > 0 else { return priors }
    return joint.map { min(1, max(0, $0 / evidence)) }
  }

  private var telling: [Positive] {
    guard positives.count > Self.limit else { return positives }
    func weight(_ finding: Positive) -> Double { (finding.probability.values.max() ?? 0) / max(finding.leak, 0.001) }
    return Array(positives.sorted { weight($0) > weight($1) }.prefix(Self.limit))
  }

  /// The sign and leak of one subset, and for each cause how probable it is that it brings none of the subset about.
  private func term(_ subset: Int, _ findings: [Positive]) -> (weight: Double, factors: [Double]) {
    var weight = 1.0
    var factors = absences
    for (number, finding) in findings.enumerated() where subset & (1 << number) != 0 {
      weight *= -(1 - finding.leak)
      for (index, probability) in finding.probability { factors[index] *= 1 - probability }
    }
    return (weight, factors)
  }
}
