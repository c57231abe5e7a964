import Notation

extension PatternParser {
  /// What stands behind a backslash outside a class; nil where it stands for nothing.
  mutating func escape() throws(PatternError) -> PatternNode? {
    guard let byte = next else { throw .invalid("\\ at end of pattern") }
    position += 1
    if let set = PatternParser.classSet(byte) { return .set(set) }
    switch byte {
    case UInt8(ascii: "b"): return .anchor(.wordBoundary)
    case UInt8(ascii: "B"): return .anchor(.notWordBoundary)
    case UInt8(ascii: "A"), UInt8(ascii: "G"): return .anchor(.subjectStart)
    case UInt8(ascii: "z"): return .anchor(.subjectEnd)
    case UInt8(ascii: "Z"): return .anchor(.subjectEndOrNewline)
    case UInt8(ascii: "N"): return .set(ByteSet.newline.inverted)
    case UInt8(ascii: "R"): return newlineSequence
    case UInt8(ascii: "K"), UInt8(ascii: "E"): return nil
    case UInt8(ascii: "Q"): return quotedText()
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

  private mutating func quotedText() -> PatternNode? {
    var parts: [PatternNode] = []
    while position < bytes.count, !take("\\E") {
      parts.append(literal(bytes[position]))
      position += 1
    }
    guard let last = parts.popLast() else { return nil }
    return parts.isEmpty ? last : .sequence(parts + [last])
  }

  private mutating func numberedReference() throws(PatternError) -> PatternNode {
    let braced = take("{")
    let isRelative = take("-")
    guard let number = number() else { throw .unsupported("\\g") }
    if braced, !take("}") { throw .invalid("\\g is not followed by a number") }
    let group = isRelative ? captureCount + 1 - number : number
    guard group >= 1, group <= captureCount else { throw .unsupported("reference to a later group") }
    return .backreference(group, caseless: flags.caseless)
  }

  private mutating func digitEscape(_ first: UInt8) throws(PatternError) -> PatternNode {
    position -= 1
    let start = position
    let value = number() ?? 0
    if value < 10 || value <= captureCount {
      guard value <= captureCount else { throw .unsupported("reference to a later group") }
      return .backreference(value, caseless: flags.caseless)
    }
    position = start
    guard first < UInt8(ascii: "8") else { throw .unsupported("escape \\\(value)") }
    return literal(octal(limit: 3))
  }

  private mutating func octal(limit: Int) -> UInt8 {
    var value = 0
    var count = 0
    while let byte = next, (48...55).contains(byte), count < limit {
      value = value * 8 + Int(byte - 48)
      position += 1
      count += 1
    }
    return UInt8(truncatingIfNeeded: value)
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
      return octal(limit: 2)
    case UInt8(ascii: "x"): return try hexadecimal()
    case UInt8(ascii: "c"):
      guard let control = next else { throw .invalid("\\c at end of pattern") }
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
