/// Remembers which keys were seen, sixteen bytes each, to notice those that differ by case or Unicode form alone.
struct KeyTable {
  /// What a key is beside those before it.
  enum Standing: Sendable, Hashable {
    case new, again
    /// Another key of the same letters stands in this line.
    case collides(line: Int)
  }

  private static let most = 1 << 22
  private var folded: [UInt64]
  private var exact: [UInt32]
  private var lines: [UInt32]
  private(set) var count = 0
  /// Whether there were more keys than are remembered.
  private(set) var isFull = false

  init() {
    folded = Array(repeating: 0, count: 1 << 14)
    exact = Array(repeating: 0, count: 1 << 14)
    lines = Array(repeating: 0, count: 1 << 14)
  }

  /// Enters a key of a line.
  mutating func standing(of key: [UInt8], line: Int) -> Standing {
    let (wide, narrow) = Self.hashes(of: key)
    if count * 2 >= folded.count { grow() }
    var slot = Int(truncatingIfNeeded: wide) & (folded.count - 1)
    var other: Int?
    while lines[slot] != 0 {
      if folded[slot] == wide {
        if exact[slot] == narrow { return .again }
        other = other ?? Int(lines[slot])
      }
      slot = (slot + 1) & (folded.count - 1)
    }
    if !isFull { enter(slot, wide, narrow, UInt32(truncatingIfNeeded: line)) }
    return other.map { .collides(line: $0) } ?? .new
  }

  private mutating func enter(_ slot: Int, _ wide: UInt64, _ narrow: UInt32, _ line: UInt32) {
    folded[slot] = wide
    exact[slot] = narrow
    lines[slot] = line
    count += 1
  }

  private mutating func grow() {
    guard folded.count < Self.most else {
      isFull = true
      return
    }
    let old = (folded, exact, lines)
    let size = folded.count * 2
    folded = Array(repeating: 0, count: size)
    exact = Array(repeating: 0, count: size)
    lines = Array(repeating: 0, count: size)
    for index in old.0.indices where old.2[index] != 0 {
      var slot = Int(truncatingIfNeeded: old.0[index]) & (size - 1)
      while lines[slot] != 0 { slot = (slot + 1) & (size - 1) }
      folded[slot] = old.0[index]
      exact[slot] = old.1[index]
      lines[slot] = old.2[index]
    }
  }

  /// One hash for which case and Unicode form make no difference, and one for which they do: FNV-1a.
  private static func hashes(of key: [UInt8]) -> (UInt64, UInt32) {
    var (wide, narrow): (UInt64, UInt64) = (14_695_981_039_346_656_037, 14_695_981_039_346_656_037)
    var isASCII = true
    for byte in key {
      narrow = (narrow ^ UInt64(byte)) &* 1_099_511_628_211
      let isUpper = byte >= 0x41 && byte <= 0x5a
      wide = (wide ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 1_099_511_628_211
      if byte >= 0x80 { isASCII = false }
    }
    if !isASCII {
      var hasher = Hasher()
      hasher.combine(String(decoding: key, as: UTF8.self).lowercased())
      wide = UInt64(bitPattern: Int64(hasher.finalize()))
    }
    return (wide ^ (wide >> 29), UInt32(truncatingIfNeeded: narrow ^ (narrow >> 32)))
  }
}
