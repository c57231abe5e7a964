import Testing

@testable import Diagnostics

/// The network's posteriors against the enumeration of every set of causes.
@Suite struct NoisyOrTests {
  @Test(arguments: 0..<60) func agreesWithEnumeration(seed: Int) {
    var random = Sequence64(state: UInt64(seed &* 7919 + 1))
    let causes = 1 + Int(random.next() % 6)
    let findings = Int(random.next() % 7)
    let network = NoisyOr(
      priors: (0..<causes).map { _ in random.unit(0.01, 0.5) },
      positives: (0..<findings).map { _ in
        NoisyOr.Positive(
          leak: random.unit(0.001, 0.3),
          probability: Dictionary(
            uniqueKeysWithValues: (0..<causes).filter { _ in random.next() % 2 == 0 }.map {
              ($0, random.unit(0.05, 0.95))
            }))
      },
      absences: (0..<causes).map { _ in random.unit(0.05, 1) })
    for (computed, exact) in zip(network.posteriors(), enumerated(network)) {
      #expect(abs(computed - exact) < 1e-9)
    }
  }

  @Test func aCauseThatExplainsTakesWeightFromItsRival() {
    let shared = NoisyOr.Positive(leak: 0.02, probability: [0: 0.9, 1: 0.9])
    let own = NoisyOr.Positive(leak: 0.02, probability: [0: 0.9])
    let alone = NoisyOr(priors: [0.05, 0.05], positives: [shared], absences: [1, 1]).posteriors()
    let explained = NoisyOr(priors: [0.05, 0.05], positives: [shared, own], absences: [1, 1]).posteriors()
    #expect(explained[0] > alone[0])
    #expect(explained[1] < alone[1])
  }

  /// P(cause | findings) by summing over all subsets of causes.
  private func enumerated(_ network: NoisyOr) -> [Double] {
    let count = network.priors.count
    var total = 0.0
    var joint = [Double](repeating: 0, count: count)
    for subset in 0..<(1 << count) {
      let held = (0..<count).map { subset & (1 << $0) != 0 }
      var probability = 1.0
      for index in 0..<count {
        probability *= held[index] ? network.priors[index] * network.absences[index] : 1 - network.priors[index]
      }
      for finding in network.positives {
        var absent = 1 - finding.leak
        for (index, strength) in finding.probability where held[index] { absent *= 1 - strength }
        probability *= 1 - absent
      }
      total += probability
      for index in 0..<count where held[index] { joint[index] += probability }
    }
    return joint.map { $0 / total }
  }
}

/// Numbers from a seed: splitmix64.
struct Sequence64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func unit(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * Double(next() >> 11) / Double(1 << 53)
  }
}
