extension Walk {
  private enum Flow {
    case next, exit
    case leave(Phase)
  }

  /// Runs a block's rewrite directives; the phase to go to if they end the request or this stage, else nil.
  mutating func runRewrites(_ block: Scope) -> Phase? {
    switch runDirectives(block.settings, in: block) {
    case .next, .exit: return nil
    case .leave(let phase): return phase
    }
  }

  private mutating func runDirectives(_ directives: [Directive], in block: Scope) -> Flow {
    for directive in directives {
      let flow: Flow
      switch directive.name {
      case "rewrite": flow = rewrite(directive)
      case "set": flow = assign(directive)
      case "return": flow = .leave(performReturn(directive))
      case "break": flow = performBreak(directive)
      case "if": flow = conditional(directive, in: block)
      default: flow = unmodelled(directive)
      }
      if case .next = flow { continue }
      return flow
    }
    return .next
  }

  private mutating func unmodelled(_ directive: Directive) -> Flow {
    if directive.name.hasPrefix("rewrite_by_lua") || directive.name.hasPrefix("set_by_lua")
      || directive.name.hasPrefix("js_set") || directive.name.hasPrefix("access_by_lua")
      || directive.name.hasPrefix("content_by_lua") || directive.name.hasPrefix("server_rewrite_by_lua")
    {
      doubt(directive.name, "code in another language decides", at: directive.position)
    }
    return .next
  }

  private mutating func assign(_ directive: Directive) -> Flow {
    guard directive.arguments.count == 2 else { return .next }
    let name = Bytes.lowercased(String(directive.arguments[0].dropFirst()))
    let doubts = answer.unknown.count
    variables[name] = evaluate(directive.arguments[1], for: directive, isTentative: true)
    if evaluationFailed {
      unknownVariables.insert(name)
      evaluationFailed = false
      answer.unknown.removeSubrange(doubts...)
    } else {
      unknownVariables.remove(name)
    }
    return .next
  }

  private mutating func performBreak(_ directive: Directive) -> Flow {
    if uriChanged {
      validLocation = false
      uriChanged = false
    }
    return .exit
  }

  // MARK: - rewrite

  private mutating func rewrite(_ directive: Directive) -> Flow {
    guard let flag = RewriteFlag(directive.arguments) else { return .next }
    guard let match = test(directive.arguments[0], caseless: false, on: uri, for: directive) else { return .next }
    captures = match.groups
    answer.rewrites.append(directive.position)
    answer.rewriteIDs.append(directive.id)
    if let status = flag.redirect { return .leave(redirect(status, flag, directive)) }
    isInternal = true
    validUnparsedURI = false
    if flag.isBreak {
      validLocation = false
      uriChanged = false
    } else {
      uriChanged = true
    }
    let (path, query) = evaluateSplit(flag.replacement, for: directive)
    if let query {
      arguments = query + (flag.keepsArguments && !arguments.isEmpty ? [UInt8(ascii: "&")] + arguments : [])
    } else if !flag.keepsArguments {
      arguments = []
    }
    note("rewrite turns \(ByteText.string(uri)) into \(ByteText.string(path))", directive)
    uri = path
    if uri.isEmpty { return .leave(finish(500)) }
    return flag.isLast ? .exit : .next
  }

  private mutating func redirect(_ status: Int, _ flag: RewriteFlag, _ directive: Directive) -> Phase {
    var target = Escape.decodedForRedirect(evaluate(flag.replacement, for: directive, quoting: true))
    if flag.keepsArguments, !arguments.isEmpty {
      let mark = flag.replacement.utf8.contains(UInt8(ascii: "?")) ? UInt8(ascii: "&") : UInt8(ascii: "?")
      target += [mark] + arguments
    }
    note("rewrite redirects to \(ByteText.string(target))", directive)
    location = target
    answer.handler = .redirect
    return finish(status, keepsHandler: true)
  }

  /// Matches a pattern as rewrite directives do: a failure forgets the captures.
  private mutating func test(
    _ pattern: String, caseless: Bool, on subject: [UInt8], for directive: Directive
  ) -> Pattern.Match? {
    switch resolver.pattern(pattern, caseless: caseless) {
    case .failure(.invalid(let reason)), .failure(.unsupported(let reason)):
      doubt(directive.name, "the pattern \(pattern) is not modelled: \(reason)", at: directive.position)
    case .success(let compiled):
      switch compiled.match(subject) {
      case .matched(let match):
        remember(match, of: compiled)
        return match
      case .noMatch: break
      case .gaveUp: doubt(directive.name, "the pattern \(pattern) takes too much work", at: directive.position)
      }
    }
    captures = []
    return nil
  }

  // MARK: - return

  private mutating func performReturn(_ directive: Directive) -> Phase {
    answer.rewrites.append(directive.position)
    answer.rewriteIDs.append(directive.id)
    let arguments = directive.arguments
    guard let first = arguments.first else { return finish(500) }
    answer.handler = .return
    guard let code = Amounts.number(first) else {
      location = evaluate(first, for: directive)
      note("return 302", directive)
      return finish(302, keepsHandler: true)
    }
    note("return \(code)", directive)
    if code >= 400 {
      let usesReferer = conditionUsesReferer
      answer.deniedID = directive.id
      answer.deniedBy = Denial(
        kind: usesReferer ? .validReferers : .return, directive: directive.text, position: directive.position)
    }
    let text = arguments.count > 1 ? evaluate(arguments[1], for: directive) : []
    if code >= 400, arguments.count == 1 || arguments[1].isEmpty { return finish(code, keepsHandler: true) }
    if [301, 302, 303, 307, 308].contains(code) {
      location = text
      return finish(code, keepsHandler: true)
    }
    return respond(code, contentType: nil, length: text.count)
  }

  // MARK: - if

  private mutating func conditional(_ directive: Directive, in block: Scope) -> Flow {
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
