/// A set of byte values.
struct ByteSet: Hashable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init() {}

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { insert(byte) }
  }

  func contains(_ byte: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    return switch byte >> 6 {
    case 0: words.0 & bit != 0
    case 1: words.1 & bit != 0
    case 2: words.2 & bit != 0
    default: words.3 & bit != 0
    }
  }

  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  mutating func formUnion(_ other: ByteSet) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  var inverted: ByteSet {
    var result = self
    result.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return result
  }

  /// The set with the other case of every ASCII letter in it.
  var caseless: ByteSet {
    var result = self
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") {
      if contains(byte) { result.insert(byte - 32) }
      if contains(byte - 32) { result.insert(byte) }
    }
    return result
  }

  static func == (left: ByteSet, right: ByteSet) -> Bool { left.words == right.words }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }

  static let digits = ByteSet(48...57)
  static let word = ByteSet(Array(48...57) + Array(65...90) + Array(97...122) + [95])
  static let space = ByteSet([9, 10, 11, 12, 13, 32])
  static let horizontalSpace = ByteSet([9, 32, 0xA0])
  static let verticalSpace = ByteSet([10, 11, 12, 13, 0x85])
  static let newline = ByteSet([10])

  /// A POSIX class by its name in the C locale.
  static func posix(_ name: String) -> ByteSet? {
    switch name {
    case "alpha": ByteSet(Array(65...90) + Array(97...122))
    case "digit": digits
    case "alnum": ByteSet(Array(48...57) + Array(65...90) + Array(97...122))
    case "upper": ByteSet(65...90)
    case "lower": ByteSet(97...122)
    case "space": space
    case "blank": ByteSet([9, 32])
    case "punct": ByteSet(Array(33...47) + Array(58...64) + Array(91...96) + Array(123...126))
    case "xdigit": ByteSet(Array(48...57) + Array(65...70) + Array(97...102))
    case "word": word
    case "cntrl": ByteSet(Array(0...31) + [127])
    case "print": ByteSet(32...126)
    case "graph": ByteSet(33...126)
    case "ascii": ByteSet(0...127)
    default: nil
    }
  }
}
