import SystemPackage

/// Evaluates the expressions of which settings are made; nil for whatever would have to be run to be known.
struct PythonExpression {
  /// Values of names assigned earlier.
  let scope: [String: PythonValue]
  /// The module's own path, `__file__`.
  let file: String
  /// The process's environment; nil where a variable is absent.
  let variable: @Sendable (String) -> String?

  private var tokens: ArraySlice<PythonToken> = []
  private var depth = 0

  init(scope: [String: PythonValue], file: String, variable: @escaping @Sendable (String) -> String?) {
    self.scope = scope
    self.file = file
    self.variable = variable
  }

  /// The value of an expression's source.
  func value(of source: Substring) -> PythonValue? {
    guard let tokens = PythonToken.tokens(of: source), tokens.count < 2000 else { return nil }
    var copy = self
    copy.tokens = tokens[...]
    let value = copy.conditional()
    return copy.tokens.isEmpty ? value : nil
  }

  // MARK: operators

  private mutating func conditional() -> PythonValue? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 40 else { return nil }
    let value = either()
    guard take(.name("if")) else { return value }
    let condition = either()
    guard take(.name("else")) else { return nil }
    let other = conditional()
    guard let condition else { return nil }
    return condition.isTrue ? value : other
  }

  private mutating func either() -> PythonValue? {
    var value = sum()
    while take(.name("or")) {
      let other = sum()
      guard let known = value else { return nil }
      value = known.isTrue ? known : other
    }
    return value
  }

  private mutating func sum() -> PythonValue? {
    var value = product()
    while let sign = takeMark("+-") {
      let other = product()
      switch (value, other, sign) {
      case (.text(let left)?, .text(let right)?, "+"): value = .text(left + right)
      case (.list(let left)?, .list(let right)?, "+"): value = .list(left + right)
      case (.number(let left)?, .number(let right)?, _): value = .number(sign == "+" ? left + right : left - right)
      default: value = nil
      }
    }
    return value
  }

  private mutating func product() -> PythonValue? {
    var value = postfix()
    while let sign = takeMark("*/") {
      let isDoubled = takeMark("*/") != nil
      let other = postfix()
      switch (value, other, sign) {
      case (.text(let left)?, .text(let right)?, "/") where !isDoubled: value = .text(Self.joined([left, right]))
      case (.number(let left)?, .number(let right)?, "*"):
        value = .number(
          isDoubled ? (0..<Int(min(max(right, 0), 64))).reduce(1) { power, _ in power * left } : left * right)
      case (.number(let left)?, .number(let right)?, "/") where right != 0: value = .number(left / right)
      default: value = nil
      }
    }
    return value
  }

  // MARK: names, calls, parts

  private mutating func postfix() -> PythonValue? {
    guard let token = tokens.popFirst() else { return nil }
    var value: PythonValue?
    switch token {
    case .number(let number): value = .number(number)
    case .text(let text, let isFormatted): value = strings(text, isFormatted)
    case .name(let name): value = named(name)
    case .mark("("): value = group()
    case .mark("["): value = sequence(until: "]").map { .list($0) }
    case .mark("{"): value = table()
    case .mark("-"):
      if case .number(let number)? = postfix() { value = .number(-number) }
    default: return nil
    }
    while let mark = takeMark(".[") {
      value = mark == "." ? member(of: value) : element(of: value)
    }
    return value
  }

  /// Neighbouring string literals are one string.
  private mutating func strings(_ text: String, _ isFormatted: Bool) -> PythonValue? {
    var whole = isFormatted ? formatted(text) : text
    while case .text(let next, let isNextFormatted)? = tokens.first {
      tokens.removeFirst()
      guard let part = isNextFormatted ? formatted(next) : next, let known = whole else { return nil }
      whole = known + part
    }
    return whole.map { .text($0) }
  }

  private func formatted(_ text: String) -> String? {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}"),
        let value = value(of: rest[rest.index(after: open)..<close])?.plain
      else { return nil }
      result += rest[..<open] + value
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private mutating func group() -> PythonValue? {
    guard let elements = sequence(until: ")") else { return nil }
    return elements.count == 1 ? elements[0] : .list(elements)
  }

  private mutating func sequence(until close: Character) -> [PythonValue]? {
    var elements: [PythonValue] = []
    var isKnown = true
    while let next = tokens.first {
      if next == .mark(close) {
        tokens.removeFirst()
        return isKnown ? elements : nil
      }
      if next == .mark(",") {
        tokens.removeFirst()
        continue
      }
      let before = tokens.count
      if let value = conditional() { elements.append(value) } else { isKnown = false }
      if tokens.count == before { return nil }
    }
    return nil
  }

  private mutating func table() -> PythonValue? {
    var members: [String: PythonValue] = [:]
    while let next = tokens.first {
      if next == .mark("}") {
        tokens.removeFirst()
        return .table(members)
      }
      if next == .mark(",") {
        tokens.removeFirst()
        continue
      }
      let before = tokens.count
      let key = conditional()
      guard takeMark(":") != nil else { return nil }
      let value = conditional()
      if let name = key?.plain { members[name] = value ?? PythonValue.none }
      if tokens.count == before { return nil }
    }
    return nil
  }

  private mutating func named(_ first: String) -> PythonValue? {
    switch first {
    case "True": return .flag(true)
    case "False": return .flag(false)
    case "None": return PythonValue.none
    case "__file__": return .text(file)
    case "not": return either().map { .flag(!$0.isTrue) }
    default: break
    }
    if let known = scope[first], tokens.first != .mark("(") { return known }
    var name = first
    while tokens.first == .mark("."), case .name(let part)? = tokens.dropFirst().first {
      tokens.removeFirst(2)
      name += ".\(part)"
    }
    if takeMark("(") != nil { return call(name) }
    guard name.hasSuffix("environ"), takeMark("[") != nil, case .text(let key)? = conditional(), takeMark("]") != nil
    else { return nil }
    return variable(key).map { .text($0) }
  }

  private mutating func arguments() -> (plain: [PythonValue?], named: [String: PythonValue?])? {
    var plain: [PythonValue?] = []
    var named: [String: PythonValue?] = [:]
    while let next = tokens.first {
      if next == .mark(")") {
        tokens.removeFirst()
        return (plain, named)
      }
      if next == .mark(",") {
        tokens.removeFirst()
        continue
      }
      let before = tokens.count
      if case .name(let name) = next, tokens.dropFirst().first == .mark("="), tokens.dropFirst(2).first != .mark("=") {
        tokens.removeFirst(2)
        named[name] = .some(conditional())
      } else {
        plain.append(conditional())
      }
      if tokens.count == before { return nil }
      if let after = tokens.first, after != .mark(","), after != .mark(")") { return nil }
    }
    return nil
  }

  private mutating func call(_ name: String) -> PythonValue? {
    guard let (plain, named) = arguments() else { return nil }
    let short = name.split(separator: ".").last.map(String.init) ?? name
    let isVariable =
      name.hasSuffix("environ.get") || short == "getenv"
      || ["env", "config"].contains(name.split(separator: ".").first ?? "")
    if isVariable {
      guard case .text(let key)?? = plain.first else { return nil }
      if let value = variable(key) { return .text(value) }
      if let fallback = named["default"] { return fallback }
      return plain.count > 1 ? plain[1] : name.contains("environ") || short == "getenv" ? PythonValue.none : nil
    }
    guard let first = plain.first ?? nil else { return nil }
    switch short {
    case "Path", "PurePath", "PosixPath", "join":
      let parts = plain.compactMap { $0?.plain }
      return parts.count == plain.count ? .text(Self.joined(parts)) : nil
    case "str", "fspath", "abspath", "realpath", "normpath", "expanduser":
      return first.plain.map { .text($0) }
    case "dirname": return first.plain.map { .text(Self.parent($0)) }
    case "int", "float": return first.plain.flatMap { Double($0) }.map { .number($0) }
    case "bool": return .flag(first.isTrue)
    default: return nil
    }
  }

  /// `.parent`, `.resolve()`, `.joinpath("x")` and their kin.
  private mutating func member(of value: PythonValue?) -> PythonValue? {
    guard case .name(let name)? = tokens.popFirst() else { return nil }
    var arguments: [PythonValue?] = []
    if takeMark("(") != nil {
      guard let found = self.arguments() else { return nil }
      arguments = found.plain
    }
    guard let text = value?.plain else { return nil }
    switch name {
    case "parent": return .text(Self.parent(text))
    case "parents":
      guard takeMark("[") != nil, case .number(let count)? = conditional(), takeMark("]") != nil else { return nil }
      return .text((0...Int(min(max(count, 0), 30))).reduce(text) { path, _ in Self.parent(path) })
    case "resolve", "absolute", "as_posix", "expanduser", "strip": return .text(text)
    case "lower": return .text(text.lowercased())
    case "rstrip": return .text(text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text)
    case "joinpath":
      let parts = arguments.compactMap { $0?.plain }
      return parts.count == arguments.count ? .text(Self.joined([text] + parts)) : nil
    default: return nil
    }
  }

  private mutating func element(of value: PythonValue?) -> PythonValue? {
    let key = conditional()
    guard takeMark("]") != nil, let key = key?.plain, case .table(let members)? = value else { return nil }
    return members[key]
  }

  // MARK: tokens, paths

  private mutating func take(_ token: PythonToken) -> Bool {
    guard tokens.first == token else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func takeMark(_ marks: String) -> Character? {
    guard case .mark(let mark)? = tokens.first, marks.contains(mark) else { return nil }
    tokens.removeFirst()
    return mark
  }

  static func joined(_ parts: [String]) -> String {
    parts.dropFirst().reduce(parts.first ?? "") { path, part in
      if part.hasPrefix("/") || path.isEmpty { return part }
      return path.hasSuffix("/") ? path + part : "\(path)/\(part)"
    }
  }

  static func parent(_ path: String) -> String {
    let parent = FilePath(path).removingLastComponent()
    return parent.isEmpty ? "." : parent.string
  }
}
