/// Variables in the values of env files and compose files, by compose's rules.
///
/// `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME?message}`,
/// `${NAME:+other}`, `${NAME+other}`, and `$$` for a dollar sign.
/// Source: docs.docker.com/reference/compose-file/interpolation.
enum Interpolation {
  private static let mostBytes = 1 << 16

  /// The text with every variable replaced; those without a value and without a default become nothing.
  static func expand(_ text: String, with values: [String: String]) -> String {
    var missing: [String] = []
    return expand(text, with: values, missing: &missing)
  }

  /// The same, and the names that have neither a value nor a default.
  static func expand(_ text: String, with values: [String: String], missing: inout [String]) -> String {
    guard text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      // Values that hold each other grow without end.
      guard result.utf8.count < mostBytes else { return result }
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        result += "$"
        rest.removeFirst()
      } else if rest.first == "{", let close = closing(rest) {
        result += variable(rest[rest.index(after: rest.startIndex)..<close], values, &missing)
        rest = rest[rest.index(after: close)...]
      } else {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard let first = name.first, !first.isNumber else {
          result += "$"
          continue
        }
        if values[String(name)] == nil { missing.append(String(name)) }
        result += values[String(name)] ?? ""
        rest = rest[name.endIndex...]
      }
    }
    return result + rest
  }

  /// The brace that closes the one at the text's start; defaults may hold braces of their own.
  private static func closing(_ text: Substring) -> Substring.Index? {
    var depth = 0
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private static func variable(_ inner: Substring, _ values: [String: String], _ missing: inout [String]) -> String {
    let name = inner.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    var rest = inner[name.endIndex...]
    let isStrict = rest.hasPrefix(":")
    if isStrict { rest.removeFirst() }
    let value = values[String(name)].flatMap { isStrict && $0.isEmpty ? nil : $0 }
    let argument = String(rest.dropFirst())
    switch rest.first {
    case "-": return value ?? expand(argument, with: values, missing: &missing)
    case "+": return value == nil ? "" : expand(argument, with: values, missing: &missing)
    default:
      if value == nil { missing.append(String(name)) }
      return value ?? ""
    }
  }
}
