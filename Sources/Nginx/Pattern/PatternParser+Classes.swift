extension PatternParser {
  /// A bracketed class whose opening bracket was read.
  mutating func characterClass() throws(PatternError) -> ByteSet {
    position -= 1
    if namedSetEnd != nil { throw .invalid("POSIX named classes are supported only within a class") }
    position += 1
    let isNegated = classOpening()
    var content = ClassContent()
    repeat { try classItem(&content) } while isQuoted || !take("]")
    let set = flags.caseless ? content.bytes.caseless : content.bytes
    return isNegated ? set.inverted : set
  }

  /// Whether the class is negated; quoting of nothing is skipped.
  private mutating func classOpening() -> Bool {
    var isNegated = false
    while true {
      if take("\\E") || take("\\Q\\E") { continue }
      guard !isNegated, take("^") else { return isNegated }
      isNegated = true
    }
  }

  private mutating func classItem(_ content: inout ClassContent) throws(PatternError) {
    guard let byte = next else { throw .invalid("missing terminating ] for character class") }
    if isQuoted {
      if take("\\E") { isQuoted = false } else { try content.add(take(byte)) }
    } else if byte == UInt8(ascii: "["), let end = namedSetEnd {
      try content.add(try namedSet(until: end))
      try refuseHyphen()
    } else if take("-") {
      try content.addHyphen()
    } else if take("\\") {
      try classEscape(&content)
    } else {
      try content.add(take(byte))
    }
  }

  private mutating func classEscape(_ content: inout ClassContent) throws(PatternError) {
    guard let escaped = next else { throw .invalid("\\ at end of pattern") }
    position += 1
    if let set = PatternParser.classSet(escaped) {
      try content.add(set)
      try refuseHyphen()
      return
    }
    switch escaped {
    case UInt8(ascii: "E"): break
    case UInt8(ascii: "Q"): isQuoted = true
    case UInt8(ascii: "b"): try content.add(8)
    case UInt8(ascii: "g"), UInt8(ascii: "8"), UInt8(ascii: "9"): try content.add(escaped)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      position -= 1
      try content.add(try octal(limit: 3))
    default: try content.add(try escapedByte(escaped))
    }
  }

  private func refuseHyphen() throws(PatternError) {
    guard next == UInt8(ascii: "-"), position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "]") else {
      return
    }
    throw ClassContent.hyphenBesideSet
  }

  private mutating func take(_ byte: UInt8) -> UInt8 {
    position += 1
    return byte
  }

  /// Where the closing `:]` of a named set begins whose opening bracket is next; nil where there is none.
  private var namedSetEnd: Int? {
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "[") else { return nil }
    let kind = bytes[position + 1]
    guard kind == UInt8(ascii: ":") || kind == UInt8(ascii: ".") || kind == UInt8(ascii: "=") else { return nil }
    var end = position + 2
    while end + 1 < bytes.count {
      let (byte, following) = (bytes[end], bytes[end + 1])
      if byte == kind, following == UInt8(ascii: "]") { return end }
      if byte == UInt8(ascii: "]") || (byte == UInt8(ascii: "[") && following == kind) { return nil }
      let isEscape = byte == UInt8(ascii: "\\") && (following == UInt8(ascii: "]") || following == UInt8(ascii: "\\"))
      end += isEscape ? 2 : 1
    }
    return nil
  }

  private mutating func namedSet(until end: Int) throws(PatternError) -> ByteSet {
    guard bytes[position + 1] == UInt8(ascii: ":") else { throw .invalid("POSIX collating elements are not supported") }
    var name = String(decoding: bytes[(position + 2)..<end], as: UTF8.self)
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    if flags.caseless, name == "upper" || name == "lower" { name = "alpha" }
    guard let set = ByteSet.posix(name) else { throw .invalid("unknown POSIX class name") }
    position = end + 2
    return isNegated ? set.inverted : set
  }
}
