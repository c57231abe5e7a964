extension Walk {
  /// What follows a rewrite directive.
  enum Flow {
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

  mutating func runDirectives(_ directives: [Directive], in block: Scope) -> Flow {
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
    if let value = evaluateIfKnown(directive.arguments[1], for: directive) {
      variables[name] = value
      unknownVariables.remove(name)
    } else {
      unknownVariables.insert(name)
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
    return finish(status)
  }

  /// Matches a pattern as rewrite directives do: a failure forgets the captures.
  mutating func test(
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

  private mutating func performReturn(_ directive: Directive) -> Phase {
    answer.rewrites.append(directive.position)
    answer.rewriteIDs.append(directive.id)
    let arguments = directive.arguments
    guard let first = arguments.first else { return finish(500) }
    answer.handler = .return
    guard let code = Amounts.number(first) else {
      location = evaluate(first, for: directive)
      note("\(directive.words) answers at once", directive)
      return finish(302)
    }
    note("\(directive.words) answers at once", directive)
    if code >= 400 {
      let usesReferer = conditionUsesReferer
      answer.deniedID = directive.id
      answer.deniedBy = Denial(
        kind: usesReferer ? .validReferers : .return, directive: directive.text, position: directive.position)
    }
    let text = arguments.count > 1 ? evaluate(arguments[1], for: directive) : []
    if code >= 400, arguments.count == 1 || arguments[1].isEmpty { return finish(code) }
    if [301, 302, 303, 307, 308].contains(code) {
      location = text
      return finish(code)
    }
    return respond(code, contentType: nil, length: text.count)
  }
}
