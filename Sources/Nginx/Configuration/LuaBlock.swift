/// Reads over a block of Lua code, whose braces and quotes are not nginx's.
enum LuaBlock {
  /// The text between the braces; the lexer then stands behind the closing one.
  static func read(_ lexer: inout Lexer) -> String {
    let start = lexer.position
    var depth = 1
    while lexer.position < lexer.bytes.count {
      let byte = lexer.bytes[lexer.position]
      lexer.position += 1
      switch byte {
      case UInt8(ascii: "\n"): lexer.line += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return ByteText.string(Array(lexer.bytes[start..<(lexer.position - 1)])) }
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(&lexer, quote: byte)
      case UInt8(ascii: "-") where peek(lexer) == UInt8(ascii: "-"):
        while let next = peek(lexer), next != UInt8(ascii: "\n") { lexer.position += 1 }
      default: break
      }
    }
    return ByteText.string(Array(lexer.bytes[start...]))
  }

  private static func peek(_ lexer: Lexer) -> UInt8? {
    lexer.position < lexer.bytes.count ? lexer.bytes[lexer.position] : nil
  }

  private static func skipString(_ lexer: inout Lexer, quote: UInt8) {
    while let byte = peek(lexer), byte != quote, byte != UInt8(ascii: "\n") {
      lexer.position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    lexer.position = min(lexer.position + 1, lexer.bytes.count)
  }
}
