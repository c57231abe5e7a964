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
  var deferredNames: [String] = []
  private var depth = 0

  init(_ bytes: [UInt8], caseless: Bool) {
    self.bytes = bytes
    flags = Flags(caseless: caseless)
  }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try alternation()
    if position < bytes.count { throw .invalid("unmatched closing parenthesis") }
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
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      if flags.extended, skipExtendedSpace() { continue }
      guard let atom = try atom() else { continue }
      parts.append(try quantified(atom))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func skipExtendedSpace() -> Bool {
    guard let byte = next else { return false }
    if ByteSet.space.contains(byte) {
      position += 1
      return true
    }
    guard byte == UInt8(ascii: "#") else { return false }
    while let byte = next, byte != 10 { position += 1 }
    return true
  }

  private mutating func atom() throws(PatternError) -> PatternNode? {
    guard let byte = next else { return .empty }
    position += 1
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return .set(try characterClass())
    case UInt8(ascii: "."): return .set(flags.dotAll ? ByteSet().inverted : ByteSet.newline.inverted)
    case UInt8(ascii: "^"): return .anchor(flags.multiline ? .lineStart : .subjectStart)
    case UInt8(ascii: "$"): return .anchor(flags.multiline ? .lineEnd : .subjectEndOrNewline)
    case UInt8(ascii: "\\"): return try escape()
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw .invalid("quantifier does not follow a repeatable item")
    default: return literal(byte)
    }
  }

  func literal(_ byte: UInt8) -> PatternNode {
    guard flags.caseless else { return .byte(byte) }
    let set = ByteSet([byte]).caseless
    return set == ByteSet([byte]) ? .byte(byte) : .set(set)
  }

  private mutating func quantified(_ atom: PatternNode) throws(PatternError) -> PatternNode {
    var node = atom
    while true {
      if flags.extended { while skipExtendedSpace() {} }
      guard let (least, most) = try bounds() else { return node }
      var greed = PatternNode.Greed.greedy
      if take("?") { greed = .lazy } else if take("+") { greed = .possessive }
      node = .repeated(node, least: least, most: most, greed)
    }
  }

  private mutating func bounds() throws(PatternError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard next == UInt8(ascii: "{") else { return nil }
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      position = start
      return nil
    }
    if let most, most < least { throw .invalid("numbers out of order in {} quantifier") }
    if least > 65535 || (most ?? 0) > 65535 { throw .invalid("number too big in {} quantifier") }
    return (least, most)
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
