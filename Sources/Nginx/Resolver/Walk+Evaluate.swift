extension Walk {
  /// The value of a text with variables; what cannot be known makes the answer uncertain and counts as empty.
  mutating func evaluate(
    _ text: String, for directive: Directive, quoting: Bool = false, isTentative: Bool = false,
    effect: Unknown.Effect = .route
  ) -> [UInt8] {
    var result: [UInt8] = []
    for part in resolver.template(text).parts {
      append(part, to: &result, for: directive, quoting: quoting, isTentative: isTentative, effect: effect)
    }
    return result
  }

  /// The value of a text with variables, nil where it cannot be known; that alone makes nothing uncertain.
  mutating func evaluateIfKnown(_ text: String, for directive: Directive) -> [UInt8]? {
    let doubts = answer.unknown.count
    let failedBefore = evaluationFailed
    evaluationFailed = false
    defer { evaluationFailed = failedBefore }
    let value = evaluate(text, for: directive, isTentative: true)
    guard evaluationFailed else { return value }
    answer.unknown.removeSubrange(doubts...)
    return nil
  }

  /// The value of a `rewrite` replacement, split at the first literal question mark.
  mutating func evaluateSplit(_ text: String, for directive: Directive) -> (path: [UInt8], arguments: [UInt8]?) {
    var path: [UInt8] = []
    var query: [UInt8]?
    for part in resolver.template(text).parts {
      if query == nil, case .text(let literal) = part, let mark = literal.firstIndex(of: UInt8(ascii: "?")) {
        path += literal[..<mark]
        query = Array(literal[(mark + 1)...])
        continue
      }
      var piece: [UInt8] = []
      append(part, to: &piece, for: directive, quoting: query != nil, isTentative: false, effect: .route)
      if query == nil { path += piece } else { query? += piece }
    }
    return (path, query)
  }

  private mutating func append(
    _ part: Template.Part, to result: inout [UInt8], for directive: Directive, quoting: Bool, isTentative: Bool,
    effect: Unknown.Effect
  ) {
    switch part {
    case .text(let literal): result += literal
    case .capture(let number):
      guard number <= captures.count, number > 0 else { return }
      let text = captures[number - 1]
      result += quoting && (hadEscapes || hadPlus) ? Escape.arguments(text) : text
    case .variable(let name):
      if let value = value(of: name) {
        result += value
      } else {
        evaluationFailed = evaluationFailed || isTentative
        let source = resolver.definitions.blocks[name] ?? directive
        doubt(source.name, "the variable $\(name) has no value here", at: source.position, effect: effect)
      }
    }
  }
}
