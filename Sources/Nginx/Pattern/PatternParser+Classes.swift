extension PatternParser {
  /// A bracketed class whose opening bracket was read.
  mutating func characterClass() throws(PatternError) -> ByteSet {
    let isNegated = take("^")
    var set = ByteSet()
    var isFirst = true
    while true {
      guard let byte = next else { throw .invalid("missing terminating ] for character class") }
      if byte == UInt8(ascii: "]"), !isFirst {
        position += 1
        break
      }
      isFirst = false
      try classItem(&set)
    }
    if flags.caseless { set = set.caseless }
    return isNegated ? set.inverted : set
  }

  private mutating func classItem(_ set: inout ByteSet) throws(PatternError) {
    if take("\\E") { return }
    if let posix = try posixClass() {
      set.formUnion(posix)
      return
    }
    guard let low = try classByte(&set) else { return }
    guard next == UInt8(ascii: "-"), position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "]") else {
      set.insert(low)
      return
    }
    position += 1
    var other = ByteSet()
    guard let high = try classByte(&other) else {
      set.insert(low)
      set.insert(UInt8(ascii: "-"))
      set.formUnion(other)
      return
    }
    guard low <= high else { throw .invalid("range out of order in character class") }
    for byte in low...high { set.insert(byte) }
  }

  /// One byte of a class; nil when it was a whole set, which is then in `set`.
  private mutating func classByte(_ set: inout ByteSet) throws(PatternError) -> UInt8? {
    guard let byte = next else { throw .invalid("missing terminating ] for character class") }
    position += 1
    guard byte == UInt8(ascii: "\\") else { return byte }
    guard let escaped = next else { throw .invalid("\\ at end of pattern") }
    position += 1
    if let shorthand = PatternParser.classSet(escaped) {
      set.formUnion(shorthand)
      return nil
    }
    switch escaped {
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "Q"): throw .unsupported("\\Q in a class")
    case UInt8(ascii: "1")...UInt8(ascii: "7"):
      var value = Int(escaped - 48)
      while let digit = next, (48...55).contains(digit), value < 32 {
        value = value * 8 + Int(digit - 48)
        position += 1
      }
      return UInt8(truncatingIfNeeded: value)
    default: return try escapedByte(escaped)
    }
  }

  private mutating func posixClass() throws(PatternError) -> ByteSet? {
    guard next == UInt8(ascii: "["), position + 1 < bytes.count else { return nil }
    let kind = bytes[position + 1]
    guard kind == UInt8(ascii: ":") || kind == UInt8(ascii: ".") || kind == UInt8(ascii: "=") else { return nil }
    var end = position + 2
    while end + 1 < bytes.count, bytes[end] != kind || bytes[end + 1] != UInt8(ascii: "]") {
      if bytes[end] == UInt8(ascii: "]") { return nil }
      end += 1
    }
    guard end + 1 < bytes.count else { return nil }
    guard kind == UInt8(ascii: ":") else { throw .invalid("POSIX collating elements are not supported") }
    var name = String(decoding: bytes[(position + 2)..<end], as: UTF8.self)
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let set = ByteSet.posix(name) else { throw .invalid("unknown POSIX class name") }
    position = end + 2
    return isNegated ? set.inverted : set
  }
}
