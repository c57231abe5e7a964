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
    if let found { enter(found) } else { note("no location matches \(ByteText.string(uri))", plan.block.position) }
    if let refusal = checkEntry() { return refusal }
    if kind == .redirect, let found { return redirectToSlash(found) }
    return .rewrite
  }

  mutating func enter(_ found: LocationNode) {
    node = found
    scope = found.scope
    answer.location = found.summary
    answer.locationIDs.append(found.scope.directive.id)
    answer.locations.append(found.summary)
    let words = [found.summary.modifier, found.summary.pattern].filter { !$0.isEmpty }.joined(separator: " ")
    note("location \(words) takes \(ByteText.string(uri))", found.scope.directive.position)
    applyLimitExcept()
  }

  /// `limit_except` gives other methods a configuration of their own.
  mutating func applyLimitExcept() {
    guard let block = scope.own("limit_except") else { return }
    var allowed = Set(block.arguments.map { $0.uppercased() })
    if allowed.contains("GET") { allowed.insert("HEAD") }
    guard !allowed.contains(method) else { return }
    scope = Scope(kind: .limitExcept, directive: block, parent: scope)
    note("limit_except applies to \(method)", block)
  }

  private mutating func checkEntry() -> Phase? {
    if !isInternal, let directive = scope.single("internal") {
      answer.deniedID = directive.id
      answer.deniedBy = Denial(kind: .internal, directive: "internal", position: directive.position)
      answer.handler = .internal
      note("the location is internal", directive)
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
      note("the body of \(size) bytes exceeds \(limit)", scope.single("client_max_body_size")?.position)
      isBodyDiscarded = true
      return finish(413)
    }
    return nil
  }

  private mutating func redirectToSlash(_ found: LocationNode) -> Phase {
    note("the name without its slash is redirected", found.scope.directive.position)
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
      note("rewrite or internal redirection cycle while internally redirecting to \(ByteText.string(target))")
      return finish(500)
    }
    note("internal redirect to \(ByteText.string(target))")
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
    if uriChanges == 0 { return finish(500) }
    guard let plan, let target = plan.locations.named.first(where: { $0.text == name }) else {
      note("there is no named location \(ByteText.string(name))", position)
      return finish(500)
    }
    isInternal = true
    uriChanged = false
    location = nil
    enter(target)
    return .rewrite
  }
}
