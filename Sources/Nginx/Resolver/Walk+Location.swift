extension Walk {
  /// Finds the location for the current URI and checks what nginx checks on entering it.
  mutating func findLocation() -> Phase {
    guard let plan else { return .done }
    uriChanged = false
    scope = plan.scope
    node = nil
    var search = LocationSearch(uri: uri)
    let (kind, found) = search.find(plan.locations)
    for (undecided, reason) in search.undecided {
      doubt("location \(undecided.pattern.text)", reason, at: undecided.scope.directive.position)
    }
    if let (pattern, match) = search.match { remember(match, of: pattern) }
    if kind == .regex, let beaten = search.beaten, let found {
      answer.regexBeatPrefix = (found.summary, beaten.summary)
      answer.beatenID = beaten.scope.directive.id
    } else {
      answer.regexBeatPrefix = nil
    }
    if let found {
      enter(found, because: reason(kind, found, search.beaten))
    } else {
      note("no location matches \(ByteText.string(uri)), so the server's own settings hold", plan.block.position)
    }
    if let refusal = checkEntry() { return refusal }
    if kind == .redirect, let found { return redirectToSlash(found) }
    return .rewrite
  }

  private func reason(_ kind: LocationSearch.Kind, _ found: LocationNode, _ beaten: LocationNode?) -> String {
    let shown = ByteText.string(uri)
    switch kind {
    case .exact: return "is exactly \(shown), and nothing else is tried"
    case .redirect: return "is \(shown) with a slash behind"
    case .regex:
      guard let beaten else { return "matches \(shown)" }
      return "matches \(shown) and, as a pattern, goes before location \(beaten.summary.words)"
    case .prefix where found.pattern.modifier == .preferential:
      return "is the longest prefix of \(shown), and its ^~ keeps patterns from being tried"
    default:
      let isAmongPatterns = plan.map { !$0.locations.regexes.isEmpty && $0.locations.longestPrefix(uri) === found }
      return "is the longest prefix of \(shown)" + (isAmongPatterns == true ? ", and no pattern matches it" : "")
    }
  }

  mutating func enter(_ found: LocationNode, because reason: String) {
    node = found
    scope = found.scope
    answer.location = found.summary
    answer.locationIDs.append(found.scope.directive.id)
    answer.locations.append(found.summary)
    note("location \(found.summary.words) \(reason)", found.scope.directive.position)
    applyLimitExcept()
  }

  /// `limit_except` gives other methods a configuration of their own.
  mutating func applyLimitExcept() {
    guard let block = scope.own("limit_except") else { return }
    var allowed = Set(block.arguments.map { $0.uppercased() })
    if allowed.contains("GET") { allowed.insert("HEAD") }
    guard !allowed.contains(method) else { return }
    scope = Scope(kind: .limitExcept, directive: block, parent: scope)
    note("limit_except has rules of its own for \(method)", block)
  }

  private mutating func checkEntry() -> Phase? {
    if !isInternal, let directive = scope.single("internal") {
      answer.deniedID = directive.id
      answer.deniedBy = Denial(kind: .internal, directive: "internal", position: directive.position)
      answer.handler = .internal
      note("the location is internal, hidden from clients", directive)
      return finish(404)
    }
    let limit = Effective(scope, resolver.environment).maxBodySize
    if !hasBodyLimit {
      answer.maxBodySize = limit
      hasBodyLimit = true
    } else if let limit {
      answer.maxBodySize = min(limit, answer.maxBodySize ?? limit)
    }
    if let limit, let size = request.bodySize, size > limit, !isBodyDiscarded {
      note(
        "the body of \(size) bytes is larger than the \(limit) allowed", scope.single("client_max_body_size")?.position)
      isBodyDiscarded = true
      return finish(413)
    }
    return nil
  }

  private mutating func redirectToSlash(_ found: LocationNode) -> Phase {
    note("it hands requests on, so the name without the slash is redirected to it", found.scope.directive.position)
    var target = Escape.uri(found.text)
    if !arguments.isEmpty { target += [UInt8(ascii: "?")] + arguments }
    location = target
    answer.handler = .redirect
    return finish(301)
  }

  /// An internal redirect to another URI (`ngx_http_internal_redirect`).
  mutating func internalRedirect(_ target: [UInt8], arguments newArguments: [UInt8]) -> Phase {
    uriChanges -= 1
    if uriChanges == 0 {
      answer.isCycle = true
      note(
        "after ten of them nginx gives up: rewrite or internal redirection cycle while internally redirecting to \(ByteText.string(target))"
      )
      return finish(500)
    }
    note("internal redirect to \(ByteText.string(target)): its location is looked for anew")
    if target.isEmpty {
      // nginx looks at the byte before the URI's first one, whatever stands there in memory.
      doubt("internal redirect", "the URI is empty", at: answer.fallbacks.last?.position)
    }
    uri = target
    arguments = newArguments
    isInternal = true
    validUnparsedURI = false
    appendsURIToAlias = false
    validLocation = true
    location = nil
    return .serverRewrite
  }

  /// A jump to a named location (`ngx_http_named_location`).
  mutating func jump(toNamed name: [UInt8], from position: Position?) -> Phase {
    uriChanges -= 1
    if uriChanges == 0 {
      answer.isCycle = true
      return finish(500)
    }
    guard let plan, let target = plan.locations.named.first(where: { $0.text == name }) else {
      note("there is no named location \(ByteText.string(name))", position)
      return finish(500)
    }
    isInternal = true
    uriChanged = false
    location = nil
    enter(target, because: "is named as the next to go to")
    return .rewrite
  }
}
