extension PatternParser {
  /// A group whose opening parenthesis was read; nil for a flag setting, which stands for nothing.
  mutating func group() throws(PatternError) -> PatternNode? {
    if take("*") { throw .unsupported("(*VERB)") }
    guard take("?") else { return try capture(name: nil) }
    // Kept apart from its surroundings: a lookbehind may have branches of several lengths only where they are its own.
    if take(":") { return .sequence([try closing { parser throws(PatternError) in try parser.alternation() }]) }
    if take(">") { return .atomic(try closing { parser throws(PatternError) in try parser.alternation() }) }
    if take("=") { return try look(ahead: true, negative: false) }
    if take("!") { return try look(ahead: true, negative: true) }
    if take("<*") { throw .unsupported("(?<*") }
    if take("<=") { return try look(ahead: false, negative: false) }
    if take("<!") { return try look(ahead: false, negative: true) }
    if take("P<") || take("<") { return try capture(name: name(until: UInt8(ascii: ">"))) }
    if take("'") { return try capture(name: name(until: UInt8(ascii: "'"))) }
    if take("P=") { return .backreference(try group(named: name(until: UInt8(ascii: ")"))), caseless: flags.caseless) }
    return try flagGroup()
  }

  private mutating func closing(
    _ body: (inout PatternParser) throws(PatternError) -> PatternNode
  ) throws(PatternError) -> PatternNode {
    let outer = flags
    let node = try body(&self)
    guard take(")") else { throw .invalid("missing closing parenthesis") }
    flags = outer
    return node
  }

  private mutating func capture(name: String?) throws(PatternError) -> PatternNode {
    captureCount += 1
    let number = captureCount
    if let name {
      if names.contains(where: { $0.name == name }) { throw .invalid("two named subpatterns have the same name") }
      names.append((name, number))
    }
    return .capture(number, try closing { parser throws(PatternError) in try parser.alternation() })
  }

  private mutating func look(ahead: Bool, negative: Bool) throws(PatternError) -> PatternNode {
    let inner = try closing { parser throws(PatternError) in try parser.alternation() }
    if !ahead {
      let branches: [PatternNode] = if case .alternation(let branches) = inner { branches } else { [inner] }
      if branches.contains(where: { $0.fixedLength == nil }) { throw PatternParser.uneven(inner) }
    }
    if inner.containsKeepOut { throw .unsupported("\\K in a lookaround") }
    return .look(ahead: ahead, negative: negative, inner)
  }

  /// PCRE2 takes lookbehinds of several lengths since 10.43, without a bound never.
  private static func uneven(_ inner: PatternNode) -> PatternError {
    inner.greatestLength == nil
      ? .invalid("lookbehind assertion is not fixed length") : .unsupported("lookbehind of several lengths")
  }

  private mutating func name(until end: UInt8) throws(PatternError) -> String {
    let start = position
    while let byte = next, ByteSet.word.contains(byte) { position += 1 }
    guard position > start, next == end, !ByteSet.digits.contains(bytes[start]) else {
      throw .invalid("syntax error in subpattern name")
    }
    guard position - start <= 32 else { throw .invalid("subpattern name is too long") }
    position += 1
    return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
  }

  func group(named name: String) throws(PatternError) -> Int {
    guard let entry = names.first(where: { $0.name == name }) else { throw .unsupported("reference to a later group") }
    return entry.group
  }

  mutating func referenceName() throws(PatternError) -> String {
    if take("<") { return try name(until: UInt8(ascii: ">")) }
    if take("{") { return try name(until: UInt8(ascii: "}")) }
    if take("'") { return try name(until: UInt8(ascii: "'")) }
    throw .invalid("\\k is not followed by a name")
  }

  private mutating func flagGroup() throws(PatternError) -> PatternNode? {
    var changed = flags
    var isOn = true
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "i"): changed.caseless = isOn
      case UInt8(ascii: "m"): changed.multiline = isOn
      case UInt8(ascii: "s"): changed.dotAll = isOn
      case UInt8(ascii: "x"): changed.extended = isOn
      case UInt8(ascii: "-") where isOn: isOn = false
      case UInt8(ascii: "-"): throw .invalid("invalid hyphen in option setting")
      case UInt8(ascii: ")"):
        flags = changed
        return nil
      case UInt8(ascii: ":"):
        let outer = flags
        flags = changed
        defer { flags = outer }
        let node = try alternation()
        guard take(")") else { throw .invalid("missing closing parenthesis") }
        return .sequence([node])
      default: throw .unsupported("(?\(Unicode.Scalar(byte))")
      }
    }
    throw .invalid("missing closing parenthesis")
  }
}
