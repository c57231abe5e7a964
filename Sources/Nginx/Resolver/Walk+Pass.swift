extension Walk {
  /// Hands the request on to what stands behind nginx, or follows the internal redirect its answer asked for.
  mutating func handOn(_ directive: Directive) -> Phase {
    answer.handler = Handler(pass: directive.name)
    note("\(directive.name) hands it on to \(directive.arguments.first ?? "")", directive)
    guard let text = directive.arguments.first, Scope.redirecting.contains(directive.name) else {
      doubt(directive.name, "what it answers is not modelled", at: directive.position)
      return .done
    }
    if let value = accelRedirect {
      accelRedirect = nil
      return followAccelRedirect(value, directive)
    }
    setUpstream(text, directive)
    if directive.name != "proxy_pass" { setScriptFile() }
    answer.addedHeaders.applied = []
    return .done
  }

  private mutating func setUpstream(_ text: String, _ directive: Directive) {
    let hasVariables = resolver.template(text).hasVariables
    let value = hasVariables ? ByteText.string(evaluate(text, for: directive)) : text
    let target = PassTarget(value, directive: directive.name)
    answer.upstream = UpstreamTarget(
      url: value, addresses: target.addresses(resolver.upstreams), uri: nil, position: directive.position)
    if directive.name == "proxy_pass" {
      let uri = ByteText.string(proxyURI(target, hasVariables: hasVariables))
      answer.upstream?.uri = uri
    }
  }

  /// The URI part a proxied request is sent with (`ngx_http_proxy_create_uri` and `ngx_http_proxy_create_request`).
  private func proxyURI(_ target: PassTarget, hasVariables: Bool) -> [UInt8] {
    let query = arguments.isEmpty ? [] : [UInt8(ascii: "?")] + arguments
    if hasVariables, let uri = target.uri {
      return (uri.utf8.first == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + uri.byteArray
    }
    guard let prefix = target.uri else { return validUnparsedURI ? unparsedURI : Escape.uri(uri) + query }
    guard validLocation else { return Escape.uri(uri) + query }
    let length = scope.named.kind == .location ? node?.text.count ?? 0 : 0
    let isEscaped = hadEscapes || !validUnparsedURI || uri.contains { $0 <= 0x20 || $0 >= 0x7F }
    let rest = Array(uri.dropFirst(length))
    return prefix.byteArray + (isEscaped ? Escape.uri(rest) : rest) + query
  }

  /// The script a FastCGI-like server is asked to run, where the usual parameter names it.
  private mutating func setScriptFile() {
    let parameter = scope.effective("fastcgi_param").last { $0.arguments.first == "SCRIPT_FILENAME" }
    guard let parameter, parameter.arguments.count >= 2 else { return }
    let text = parameter.arguments[1]
    guard !text.contains("$fastcgi_"), !text.contains("$realpath_root") else { return }
    answer.file = ByteText.string(evaluate(text, for: parameter, effect: .headers))
  }

  private mutating func followAccelRedirect(_ value: [UInt8], _ directive: Directive) -> Phase {
    note("the answer asks for X-Accel-Redirect to \(ByteText.string(value))", directive)
    if scope.effective("proxy_ignore_headers").flatMap(\.arguments).contains("X-Accel-Redirect") {
      note("X-Accel-Redirect is ignored", scope.single("proxy_ignore_headers")?.position)
      setUpstream(directive.arguments.first ?? "", directive)
      return .done
    }
    answer.handler = .none
    if value.first == UInt8(ascii: "@") { return jump(toNamed: value, from: directive.position) }
    guard let (path, query) = Walk.safeURI(value) else {
      note("unsafe URI \(ByteText.string(value)) was detected")
      return finish(404)
    }
    if method != "HEAD" { method = "GET" }
    return internalRedirect(path, arguments: query)
  }

  /// The path, decoded once, and arguments of an untrusted URI (`ngx_http_parse_unsafe_uri`); nil where it climbs.
  static func safeURI(_ value: [UInt8]) -> (path: [UInt8], arguments: [UInt8])? {
    let (path, query) = splitArguments(value)
    guard !path.isEmpty else { return nil }
    let decoded = path.contains(UInt8(ascii: "%")) ? Escape.decoded(path) : path
    for candidate in [path, decoded] {
      let segments = candidate.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      if candidate.contains(0) || segments.contains(where: { $0.elementsEqual("..".utf8) }) { return nil }
    }
    return (decoded, query)
  }
}
