/// Parses PCRE's syntax over bytes, without UTF mode, as nginx compiles it.
struct PatternParser {
  struct Flags {
    var caseless: Bool
    var multiline = false
    var dotAll = false
    var extended = false
  }

  let bytes: [UInt8]
  var position = 0
  var flags: Flags
  var captureCount = 0
  var names: [(name: String, group: Int)] = []
  /// Whether the bytes up to `\E` stand for themselves.
  var isQuoted = false
  /// The highest group that a reference names; there has to be one in the end.
  var highestReference = 0
  private var depth = 0

  init(_ bytes: [UInt8], caseless: Bool) {
    self.bytes = bytes
    flags = Flags(caseless: caseless)
  }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try alternation()
    if position < bytes.count { throw .invalid("unmatched closing parenthesis") }
    if highestReference > captureCount { throw .invalid("reference to non-existent subpattern") }
    return node
  }

  mutating func take(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    let matches = text.withUTF8Buffer { bytes[position..<(position + length)].elementsEqual($0) }
    if matches { position += length }
    return matches
  }

  mutating func alternation() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw .unsupported("deeply nested groups") }
    var branches: [PatternNode] = []
    repeat { branches.append(try sequence()) } while take("|")
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while true {
      try skipSilent()
      guard let byte = next, isQuoted || (byte != UInt8(ascii: "|") && byte != UInt8(ascii: ")")) else { break }
      let isGroup = byte == UInt8(ascii: "(")
      guard let atom = try atom() else { continue }
      parts.append(isGroup || atom.isRepeatable ? try quantified(atom) : atom)
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// Skips what may stand between an item and its quantifier: comments, the marks of quoting, free space.
  mutating func skipSilent() throws(PatternError) {
    while true {
      if isQuoted {
        guard take("\\E") else { return }
        isQuoted = false
      } else if take("\\Q") {
        isQuoted = true
      } else if take("(?#") {
        try skipComment()
      } else if !take("\\E"), !(flags.extended && skipExtendedSpace()) {
        return
      }
    }
  }

  private mutating func skipComment() throws(PatternError) {
    while let byte = next, byte != UInt8(ascii: ")") { position += 1 }
    guard take(")") else { throw .invalid("missing ) after (?# comment") }
  }

  private mutating func skipExtendedSpace() -> Bool {
    guard let byte = next else { return false }
    // Next Line is white space to PCRE2 in this place alone.
    if ByteSet.space.contains(byte) || byte == 0x85 {
      position += 1
      return true
    }
    guard byte == UInt8(ascii: "#") else { return false }
    while let byte = next, byte != 10 { position += 1 }
    return true
  }

  private mutating func atom() throws(PatternError) -> PatternNode? {
    guard let byte = next else { return .empty }
    if !isQuoted, try bounds() != nil { throw .invalid("quantifier does not follow a repeatable item") }
    position += 1
    if isQuoted { return literal(byte) }
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return .set(try characterClass())
    case UInt8(ascii: "."): return .set(flags.dotAll ? ByteSet().inverted : ByteSet.newline.inverted)
    case UInt8(ascii: "^"): return .anchor(flags.multiline ? .lineStart : .subjectStart)
    case UInt8(ascii: "$"): return .anchor(flags.multiline ? .lineEnd : .subjectEndOrNewline)
    case UInt8(ascii: "\\"): return try escape()
    default: return literal(byte)
    }
  }

  func literal(_ byte: UInt8) -> PatternNode {
    guard flags.caseless else { return .byte(byte) }
    let set = ByteSet([byte]).caseless
    return set == ByteSet([byte]) ? .byte(byte) : .set(set)
  }

  mutating func number() -> Int? {
    let start = position
    var value = 0
    while let byte = next, ByteSet.digits.contains(byte), position - start < 9 {
      value = value * 10 + Int(byte - 48)
      position += 1
    }
    return position > start ? value : nil
  }
}
