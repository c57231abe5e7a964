/// Says of most texts at a glance that none of many needles stands in them: looks at four bytes at a time, without case.
struct SubstringFilter: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1024)

  /// Makes a needle known by its first four bytes; shorter ones by what they are.
  ///
  /// - Returns: whether it is long enough to be found.
  @discardableResult
  mutating func insert(_ needle: some Sequence<UInt8>) -> Bool {
    var (gram, count): (UInt32, Int) = (0, 0)
    for byte in needle.prefix(4) {
      gram = gram << 8 | UInt32(Self.lowered(byte))
      count += 1
    }
    guard count == 4 else { return false }
    let slot = Self.slot(gram)
    bits[slot >> 6] |= 1 << UInt64(slot & 63)
    return true
  }

  /// Whether the beginning of a needle may stand somewhere in the text.
  func mayHit(_ text: String) -> Bool {
    var (gram, count): (UInt32, Int) = (0, 0)
    for byte in text.utf8 {
      gram = gram << 8 | UInt32(Self.lowered(byte))
      count += 1
      let slot = Self.slot(gram)
      if count >= 4, bits[slot >> 6] & 1 << UInt64(slot & 63) != 0 { return true }
    }
    return false
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  private static func slot(_ gram: UInt32) -> Int { Int((gram &* 2_654_435_761) >> 16) }
}
