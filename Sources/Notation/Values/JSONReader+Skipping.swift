extension JSONReader {
  /// Passes over the value that follows, as strict as if it were read.
  ///
  /// - Returns: where it begins.
  @discardableResult
  public mutating func skip() throws(JSONProblem) -> Int {
    skipSpace()
    let start = position
    switch current {
    case UInt8(ascii: "{"): try object { reader, _ throws(JSONProblem) in try reader.skip() }
    case UInt8(ascii: "["): try array { reader throws(JSONProblem) in try reader.skip() }
    case UInt8(ascii: "\""): try skipString()
    default: _ = try value()
    }
    return start
  }

  private mutating func skipString() throws(JSONProblem) {
    position += 1
    let start = position
    var isASCII = true
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        if !isASCII { _ = try piece(start) }
        position += 1
        return
      case UInt8(ascii: "\\"): _ = try escaped()
      case 0..<0x20: throw problem("a control character stands in a string unescaped")
      default:
        if byte >= 0x80 { isASCII = false }
        position += 1
      }
    }
    throw problem("a string has no end")
  }
}
