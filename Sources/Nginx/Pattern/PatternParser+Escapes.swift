import Notation

extension PatternParser {
  /// What stands behind a backslash outside a class.
  mutating func escape() throws(PatternError) -> PatternNode {
    guard let byte = next else { throw .invalid("\\ at end of pattern") }
    position += 1
    if let set = PatternParser.classSet(byte) { return .set(set) }
    switch byte {
    case UInt8(ascii: "b"): return .anchor(.wordBoundary)
    case UInt8(ascii: "B"): return .anchor(.notWordBoundary)
    case UInt8(ascii: "A"), UInt8(ascii: "G"): return .anchor(.subjectStart)
    case UInt8(ascii: "z"): return .anchor(.subjectEnd)
    case UInt8(ascii: "Z"): return .anchor(.subjectEndOrNewline)
    case UInt8(ascii: "N"): return try notNewline()
    case UInt8(ascii: "R"): return newlineSequence
    case UInt8(ascii: "K"): return .keepOut
    case UInt8(ascii: "k"): return .backreference(try group(named: referenceName()), caseless: flags.caseless)
    case UInt8(ascii: "g"): return try numberedReference()
    case UInt8(ascii: "1")...UInt8(ascii: "9"): return try digitEscape(byte)
    default: return literal(try escapedByte(byte))
    }
  }

  static func classSet(_ byte: UInt8) -> ByteSet? {
    switch byte {
    case UInt8(ascii: "d"): ByteSet.digits
    case UInt8(ascii: "D"): ByteSet.digits.inverted
    case UInt8(ascii: "w"): ByteSet.word
    case UInt8(ascii: "W"): ByteSet.word.inverted
    case UInt8(ascii: "s"): ByteSet.space
    case UInt8(ascii: "S"): ByteSet.space.inverted
    case UInt8(ascii: "h"): ByteSet.horizontalSpace
    case UInt8(ascii: "H"): ByteSet.horizontalSpace.inverted
    case UInt8(ascii: "v"): ByteSet.verticalSpace
    case UInt8(ascii: "V"): ByteSet.verticalSpace.inverted
    default: nil
    }
  }

  private var newlineSequence: PatternNode {
    .atomic(.alternation([.sequence([.byte(13), .byte(10)]), .set(ByteSet.verticalSpace)]))
  }

  /// `\N`, which before a brace that is no quantifier would name a character.
  private mutating func notNewline() throws(PatternError) -> PatternNode {
    let start = position
    if next == UInt8(ascii: "{"), try bounds() == nil { throw .unsupported("\\N{") }
    position = start
    return .set(ByteSet.newline.inverted)
  }

  private mutating func numberedReference() throws(PatternError) -> PatternNode {
    if next == UInt8(ascii: "{"), position + 1 < bytes.count,
      !ByteSet([43, 45] + Array(48...57)).contains(bytes[position + 1])
    {
      return .backreference(try group(named: referenceName()), caseless: flags.caseless)
    }
    let braced = take("{")
    let isBackward = take("-")
    let isForward = !isBackward && take("+")
    guard let number = number() else { throw .unsupported("\\g") }
    if braced, !take("}") { throw .invalid("\\g is not followed by a number") }
    return try reference(isBackward ? captureCount + 1 - number : isForward ? captureCount + number : number)
  }

  private mutating func reference(_ group: Int) throws(PatternError) -> PatternNode {
    guard group >= 1 else { throw .invalid("reference to non-existent subpattern") }
    highestReference = max(highestReference, group)
    return .backreference(group, caseless: flags.caseless)
  }

  private mutating func digitEscape(_ first: UInt8) throws(PatternError) -> PatternNode {
    position -= 1
    let start = position
    let value = number() ?? 0
    if value < 10 || value <= captureCount || first >= UInt8(ascii: "8") { return try reference(value) }
    position = start
    return literal(try octal(limit: 3))
  }

  mutating func octal(limit: Int) throws(PatternError) -> UInt8 {
    var value = 0
    var count = 0
    while let byte = next, (48...55).contains(byte), count < limit {
      value = value * 8 + Int(byte - 48)
      position += 1
      count += 1
    }
    guard value < 256 else { throw .invalid("octal value is greater than \\377 in 8-bit non-UTF-8 mode") }
    return UInt8(value)
  }

  /// The byte an escape stands for, in and outside classes.
  mutating func escapedByte(_ byte: UInt8) throws(PatternError) -> UInt8 {
    switch byte {
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "e"): return 27
    case UInt8(ascii: "a"): return 7
    case UInt8(ascii: "0"):
      return try octal(limit: 2)
    case UInt8(ascii: "x"): return try hexadecimal()
    case UInt8(ascii: "c"):
      guard let control = next else { throw .invalid("\\c at end of pattern") }
      guard (32...126).contains(control) else { throw .invalid("\\c must be followed by a printable ASCII character") }
      position += 1
      let upper = (97...122).contains(control) ? control - 32 : control
      return upper ^ 64
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      throw .unsupported("escape \\\(Unicode.Scalar(byte))")
    default: return byte
    }
  }

  private mutating func hexadecimal() throws(PatternError) -> UInt8 {
    let braced = take("{")
    var value = 0
    var count = 0
    while let byte = next, let digit = Hexadecimal.value(byte), braced || count < 2 {
      value = value * 16 + Int(digit)
      position += 1
      count += 1
      if value > 255 { throw .invalid("character code point value in \\x{} or \\o{} is too large") }
    }
    if braced, !take("}") { throw .unsupported("\\x{") }
    return UInt8(value)
  }
}
