/// A seeded generator (SplitMix64), so that every run tests the same cases.
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed)
    state = next() &* 0xD6E8_FEB8_6659_FD93
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<T>(_ options: [T]) -> T { options[Int(next() % UInt64(options.count))] }

  mutating func chance(_ percent: Int) -> Bool { Int(next() % 100) < percent }

  mutating func number(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
