extension JSONReader {
  /// Reads a number: an integer where it has neither fraction nor exponent and fits, else a double.
  mutating func number() throws(JSONProblem) -> Value {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") { position += 1 } else { try digits() }
    var isInteger = true
    if current == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    if isInteger, let number = Int(text) { return .int(number) }
    guard let number = Double(text), number.isFinite else { throw problem("a number out of range", at: start) }
    return .double(number)
  }

  private mutating func digits() throws(JSONProblem) {
    let start = position
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw problem("a digit is expected") }
  }

  /// Reads a string from its opening quote to its closing one.
  mutating func string() throws(JSONProblem) -> String {
    position += 1
    var text = ""
    var start = position
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        let last = try piece(start)
        position += 1
        return text.isEmpty ? last : text + last
      case UInt8(ascii: "\\"):
        text += try piece(start)
        text.unicodeScalars.append(try escaped())
        start = position
      case 0..<0x20: throw problem("a control character stands in a string unescaped")
      default: position += 1
      }
    }
    throw problem("a string has no end")
  }

  func piece(_ start: Int) throws(JSONProblem) -> String {
    let part = UnsafeBufferPointer(rebasing: bytes[start..<position])
    if part.allSatisfy({ $0 < 0x80 }) { return String(decoding: part, as: UTF8.self) }
    guard let piece = String(validating: part, as: UTF8.self) else {
      throw problem("a string is not valid UTF-8", at: start)
    }
    return piece
  }

  mutating func escaped() throws(JSONProblem) -> Unicode.Scalar {
    position += 1
    guard let byte = current else { throw problem("a string has no end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try character()
    default: throw problem("an unknown escape", at: position - 1)
    }
  }

  /// The character of a `\u` escape; one beyond the first plane is written as a pair of surrogates.
  private mutating func character() throws(JSONProblem) -> Unicode.Scalar {
    let start = position
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), current == UInt8(ascii: "\\") else {
      throw problem("half a surrogate pair", at: start)
    }
    position += 1
    guard current == UInt8(ascii: "u") else { throw problem("half a surrogate pair", at: start) }
    position += 1
    let second = try unit()
    guard UTF16.isTrailSurrogate(second) else { throw problem("half a surrogate pair", at: start) }
    let number = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    return Unicode.Scalar(number) ?? "\u{fffd}"
  }

  private mutating func unit() throws(JSONProblem) -> UInt16 {
    guard position + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
      bytes[position] != UInt8(ascii: "+")
    else { throw problem("four hexadecimal digits are expected") }
    position += 4
    return unit
  }
}
