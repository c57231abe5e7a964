/// One token of a Python expression.
enum PythonToken: Sendable, Equatable {
  case name(String)
  case number(Double)
  /// A string's value; of an f-string its text with the braces as they stand.
  case text(String, isFormatted: Bool)
  case mark(Character)

  /// The tokens of an expression; nil where a string is not closed.
  static func tokens(of source: Substring) -> [PythonToken]? {
    var tokens: [PythonToken] = []
    var rest = source
    while let first = rest.first {
      if first.isWhitespace || first == "\\" {
        rest.removeFirst()
      } else if first == "#" {
        rest = rest.drop { !$0.isNewline }
      } else if let (token, after) = string(rest) {
        tokens.append(token)
        rest = after
      } else if first == "\"" || first == "'" {
        return nil
      } else if first.isNumber {
        let digits = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        guard let number = number(digits) else { return nil }
        tokens.append(.number(number))
        rest = rest[digits.endIndex...]
      } else if first.isLetter || first == "_" {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        tokens.append(.name(String(name)))
        rest = rest[name.endIndex...]
      } else {
        tokens.append(.mark(first))
        rest.removeFirst()
      }
    }
    return tokens
  }

  private static func number(_ digits: Substring) -> Double? {
    let text = digits.filter { $0 != "_" }.lowercased()
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map(Double.init) }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(Double.init) }
    return Double(text)
  }

  private static func string(_ source: Substring) -> (PythonToken, Substring)? {
    let prefix = source.prefix { "rRbBfFuU".contains($0) }
    let rest = source[prefix.endIndex...]
    guard prefix.count <= 2, let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    let triple = String(repeating: quote, count: 3)
    let close = rest.hasPrefix(triple) ? triple : String(quote)
    let isRaw = prefix.lowercased().contains("r")
    var text = ""
    var body = rest.dropFirst(close.count)
    while let character = body.first {
      if body.hasPrefix(close) {
        return (.text(text, isFormatted: prefix.lowercased().contains("f")), body.dropFirst(close.count))
      }
      body.removeFirst()
      if character == "\\", !isRaw, let escaped = body.popFirst() {
        text.append(["n": "\n", "t": "\t"][escaped] ?? escaped)
      } else {
        text.append(character)
      }
    }
    return nil
  }
}
