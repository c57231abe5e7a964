extension Walk {
  /// Runs an `if` whose condition holds; in a location its settings then apply to the request.
  mutating func conditional(_ directive: Directive, in block: Scope) -> Flow {
    guard let holds = evaluateCondition(directive), holds else { return .next }
    note("if \(directive.arguments.joined(separator: " ")) holds", directive)
    answer.rewrites.append(directive.position)
    answer.rewriteIDs.append(directive.id)
    let inner = Scope(kind: .conditional, directive: directive, parent: block)
    if block.kind != .server {
      scope = inner
      applyLimitExcept()
    }
    conditionUsesReferer = directive.arguments.contains { $0.contains("$invalid_referer") }
    defer { conditionUsesReferer = false }
    return runDirectives(inner.settings, in: inner)
  }

  /// Nil where the condition is not understood.
  private mutating func evaluateCondition(_ directive: Directive) -> Bool? {
    var words = directive.arguments
    guard let first = words.first, first.hasPrefix("("), let last = words.last, last.hasSuffix(")") else { return nil }
    words[0].removeFirst()
    words[words.count - 1].removeLast()
    words.removeAll(where: \.isEmpty)
    guard let subject = words.first else { return nil }
    if subject.hasPrefix("$") { return compare(words, directive) }
    guard words.count == 2 else { return nil }
    return testFile(subject, words[1], directive)
  }

  private mutating func compare(_ words: [String], _ directive: Directive) -> Bool? {
    let value = evaluate(words[0], for: directive)
    if words.count == 1 { return !value.isEmpty && value != [UInt8(ascii: "0")] }
    let right = words.count > 2 ? words[2] : ""
    switch words[1] {
    case "=": return value == evaluate(right, for: directive)
    case "!=": return value != evaluate(right, for: directive)
    case "~", "~*", "!~", "!~*":
      let matched = test(right, caseless: words[1].hasSuffix("*"), on: value, for: directive) != nil
      return matched != words[1].hasPrefix("!")
    default: return nil
    }
  }

  private mutating func testFile(_ operation: String, _ path: String, _ directive: Directive) -> Bool? {
    let isNegated = operation.hasPrefix("!")
    let value = evaluate(path, for: directive)
    let holds: Bool
    switch look(value, .status, directive: "if", at: directive.position) {
    case .failed: holds = false
    case .found(let node):
      switch operation.last {
      case "f": holds = node.kind == .file
      case "d": holds = node.kind == .directory
      case "e": holds = node.kind != .other
      case "x": holds = node.mode & 0o100 != 0
      default: return nil
      }
    }
    return holds != isNegated
  }
}
