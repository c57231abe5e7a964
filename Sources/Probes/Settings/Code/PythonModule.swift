import Linux
import SystemPackage

/// A Python module's assignments, as far as they can be known without running it.
struct PythonModule {
  struct Assignment {
    let name: String
    /// nil where the value cannot be known.
    let value: PythonValue?
    let line: Int
    /// Whether it stands in a block, so that it may not happen.
    let isConditional: Bool
  }

  private(set) var assignments: [Assignment] = []
  /// Modules that it imports everything from, as written: `.base`, `shop.settings.base`.
  private(set) var imports: [String] = []
  /// Whether it loads an env file by itself.
  let loadsFiles: Bool

  init(
    text: String, file: String, scope given: [String: PythonValue] = [:],
    variable: @escaping @Sendable (String) -> String?
  ) {
    loadsFiles = ["load_dotenv", "read_env(", "decouple", "environs"].contains { text.contains($0) }
    var scope = given
    for statement in Self.statements(text) {
      if statement.text.hasPrefix("from "), statement.text.hasSuffix("import *") {
        let words = statement.text.split(separator: " ")
        if words.count > 1 { imports.append(String(words[1])) }
        continue
      }
      guard let (name, source) = Self.assignment(statement.text) else { continue }
      let expression = PythonExpression(scope: scope, file: file, variable: variable)
      let value = expression.value(of: source)
      assignments.append(
        Assignment(name: name, value: value, line: statement.line, isConditional: statement.indentation > 0))
      if statement.indentation == 0 { scope[name] = value }
    }
  }

  /// The assignments of a name that hold: the last one, if no conditional one says otherwise.
  func value(_ name: String) -> (value: PythonValue, line: Int)? {
    let own = assignments.filter { $0.name == name }
    guard let last = own.last(where: { !$0.isConditional }) ?? own.last, let value = last.value else { return nil }
    guard own.allSatisfy({ !$0.isConditional || $0.value == value }) else { return nil }
    return (value, last.line)
  }

  /// Names with their values, for a module that imports all of this one.
  var scope: [String: PythonValue] {
    Dictionary(
      Set(assignments.map(\.name)).compactMap { name in value(name).map { (name, $0.value) } },
      uniquingKeysWith: { first, _ in first })
  }

  private struct Statement {
    let text: Substring
    let line: Int
    let indentation: Int
  }

  /// Logical lines: brackets and triple quotes join physical ones.
  private static func statements(_ text: String) -> [Statement] {
    var statements: [Statement] = []
    var rest = text[...]
    var line = 1
    while !rest.isEmpty, statements.count < 5000 {
      let indentation = rest.prefix { $0 == " " || $0 == "\t" }.count
      let end = Self.end(of: rest)
      let whole = rest[..<end]
      let body = whole.drop { $0 == " " || $0 == "\t" }
      if !body.isEmpty, !body.hasPrefix("#") {
        statements.append(Statement(text: body, line: line, indentation: indentation))
      }
      line += whole.count { $0.isNewline } + 1
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
    }
    return statements
  }

  private static func end(of text: Substring) -> Substring.Index {
    var depth = 0
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth = max(0, depth - 1)
      case "\"", "'":
        index = closing(text, from: index)
        continue
      case "#":
        while index < text.endIndex, !text[index].isNewline { index = text.index(after: index) }
        continue
      case "\\":
        index = text.index(after: index)
        if index == text.endIndex { return index }
      default:
        if character.isNewline, depth == 0 { return index }
      }
      index = text.index(after: index)
    }
    return index
  }

  /// Behind the string that begins at an index.
  private static func closing(_ text: Substring, from start: Substring.Index) -> Substring.Index {
    let quote = text[start]
    let rest = text[start...]
    let triple = String(repeating: quote, count: 3)
    if rest.hasPrefix(triple) {
      return rest.dropFirst(3).firstRange(of: triple)?.upperBound ?? text.endIndex
    }
    var index = text.index(after: start)
    while index < text.endIndex, !text[index].isNewline {
      if text[index] == quote { return text.index(after: index) }
      if text[index] == "\\" { index = text.index(after: index) }
      if index < text.endIndex { index = text.index(after: index) }
    }
    return index
  }

  /// `NAME = …`, `NAME: type = …`, `app.config["NAME"] = …`.
  private static func assignment(_ text: Substring) -> (String, Substring)? {
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    var rest = text[name.endIndex...].drop { $0 == " " }
    if rest.hasPrefix(":"), let equals = rest.firstIndex(of: "=") { rest = rest[equals...] }
    if !name.isEmpty, rest.hasPrefix("="), !rest.hasPrefix("==") { return (String(name), rest.dropFirst()) }
    guard let open = text.firstRange(of: "config["), text[..<open.lowerBound].count < 20,
      let close = text[open.upperBound...].firstIndex(of: "]")
    else { return nil }
    let key = text[open.upperBound..<close].filter { $0 != "\"" && $0 != "'" }
    let after = text[text.index(after: close)...].drop { $0 == " " }
    return after.hasPrefix("=") && !after.hasPrefix("==") ? (key, after.dropFirst()) : nil
  }
}
