extension PatternParser {
  mutating func quantified(_ atom: PatternNode) throws(PatternError) -> PatternNode {
    try skipSilent()
    guard !isQuoted, let (least, most) = try bounds() else { return atom }
    try skipSilent()
    var greed = PatternNode.Greed.greedy
    if !isQuoted { if take("?") { greed = .lazy } else if take("+") { greed = .possessive } }
    return .repeated(atom, least: least, most: most, greed)
  }

  mutating func bounds() throws(PatternError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard next == UInt8(ascii: "{") else { return nil }
    try refuseLooseBounds()
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
    if least > 65535 || (most ?? 0) > 65535 { throw .invalid("number too big in {} quantifier") }
    if let most, most < least { throw .invalid("numbers out of order in {} quantifier") }
    return (least, most)
  }

  /// PCRE2 takes `{,3}` and `{ 1, 3 }` for text up to 10.42 and for quantifiers since.
  private func refuseLooseBounds() throws(PatternError) {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else { return }
    let inside = bytes[(position + 1)..<end]
    let allowed = ByteSet(Array(" \t,0123456789".utf8))
    let hasDigit = inside.contains { ByteSet.digits.contains($0) }
    let isLoose = inside.first == UInt8(ascii: ",") || inside.contains { $0 == 32 || $0 == 9 }
    if isLoose, hasDigit, inside.allSatisfy(allowed.contains) { throw .unsupported("{,n}") }
  }
}
