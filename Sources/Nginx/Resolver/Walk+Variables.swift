import Notation

extension Walk {
  /// The value of a variable; nil where it depends on something that is not modelled.
  mutating func value(of name: String) -> [UInt8]? {
    if unknownVariables.contains(name) { return nil }
    if let value = namedCaptures[name] { return value }
    if let value = variables[name] { return value }
    if let block = resolver.definitions.blocks[name] { return defined(by: block, as: name) }
    if resolver.definitions.assigned.contains(name) { return [] }
    if let value = requestVariable(name) { return value }
    if let value = fileVariable(name) { return value }
    return prefixedVariable(name)
  }

  private func requestVariable(_ name: String) -> [UInt8]? {
    switch name {
    case "uri", "document_uri": return uri
    case "request_uri": return unparsedURI
    case "args", "query_string": return arguments
    case "is_args": return arguments.isEmpty ? [] : [UInt8(ascii: "?")]
    case "host":
      return host.isEmpty ? plan?.primaryName.byteArray ?? [] : host
    case "http_host": return request.host?.byteArray ?? []
    case "server_name": return plan?.primaryName.byteArray
    case "scheme": return request.scheme.byteArray
    case "https": return request.scheme == "https" ? Array("on".utf8) : []
    case "request_method": return request.method.byteArray
    case "request": return request.method.byteArray + [32] + request.target + [32] + protocolName.byteArray
    case "server_protocol": return protocolName.byteArray
    case "server_port": return request.local.family == .unix ? [] : String(request.local.port).byteArray
    case "server_addr": return request.local.address?.description.byteArray
    case "remote_addr": return client.byteArray
    case "proxy_add_x_forwarded_for":
      let before = request.header("X-Forwarded-For").map { $0 + ", " } ?? ""
      return (before + client).byteArray
    case "content_length": return request.bodySize.map { String($0).byteArray } ?? []
    case "content_type": return request.header("Content-Type")?.byteArray ?? []
    case "nginx_version": return resolver.environment.build.version.byteArray
    case "remote_user": return request.header("Authorization") == nil ? [] : nil
    case "sent_http_content_type": return sentContentType?.byteArray ?? []
    case "http2": return request.version == .http2 ? nil : []
    case "request_completion", "upstream_cache_status", "upstream_addr", "limit_rate", "proxy_protocol_addr": return []
    case "invalid_referer": return invalidReferer
    default: return nil
    }
  }

  private var protocolName: String {
    switch request.version {
    case .http09: "HTTP/0.9"
    case .http10: "HTTP/1.0"
    case .http11: "HTTP/1.1"
    case .http2: "HTTP/2.0"
    }
  }

  private mutating func fileVariable(_ name: String) -> [UInt8]? {
    switch name {
    case "request_filename":
      guard evaluationDepth < 8 else { return nil }
      evaluationDepth += 1
      defer { evaluationDepth -= 1 }
      return mapPath()?.whole
    case "document_root":
      guard evaluationDepth < 8 else { return nil }
      evaluationDepth += 1
      defer { evaluationDepth -= 1 }
      return documentRoot(scope.documentRoot?.directive)
    case "fastcgi_script_name": return scriptParts?.script
    case "fastcgi_path_info": return scriptParts?.pathInfo
    default: return nil
    }
  }

  /// The script and what follows it in the URI, by `fastcgi_split_path_info` (`ngx_http_fastcgi_split`).
  private var scriptParts: (script: [UInt8], pathInfo: [UInt8])? {
    var script = uri
    var pathInfo: [UInt8] = []
    if let text = scope.single("fastcgi_split_path_info")?.arguments.first {
      guard case .success(let pattern) = resolver.pattern(text, caseless: false) else { return nil }
      switch pattern.match(uri) {
      case .matched(let match):
        guard match.groups.count >= 2 else { return nil }
        (script, pathInfo) = (match.groups[0], match.groups[1])
      case .noMatch: break
      case .gaveUp: return nil
      }
    }
    if script.last == UInt8(ascii: "/") { script += scope.single("fastcgi_index")?.arguments.first?.byteArray ?? [] }
    return (script, pathInfo)
  }

  private func prefixedVariable(_ name: String) -> [UInt8]? {
    if name.hasPrefix("arg_") { return argument(Array(name.utf8.dropFirst(4))) }
    if name.hasPrefix("http_") { return headerVariable(String(name.dropFirst(5))) }
    if name.hasPrefix("cookie_") { return cookie(Array(name.utf8.dropFirst(7))) }
    if name.hasPrefix("ssl_"), request.scheme == "http" { return [] }
    if name.hasPrefix("upstream_http_") || name.hasPrefix("upstream_cookie_") || name.hasPrefix("upstream_trailer_") {
      return accelRedirect == nil ? [] : nil
    }
    return nil
  }

  /// `$arg_name`: the raw value of the first argument of that name, the name in any case.
  private func argument(_ name: [UInt8]) -> [UInt8] {
    for pair in arguments.split(separator: UInt8(ascii: "&")) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
      if Bytes.lowercased(pair[..<equals]) == name { return Array(pair[(equals + 1)...]) }
    }
    return []
  }

  private func headerVariable(_ name: String) -> [UInt8] {
    let values = request.headers.filter { header in
      header.name.utf8.count == name.utf8.count
        && zip(header.name.utf8, name.utf8).allSatisfy { left, right in
          Bytes.lowercased(left) == right || (left == UInt8(ascii: "-") && right == UInt8(ascii: "_"))
        }
    }
    let separator = name == "cookie" ? "; " : ", "
    return values.map(\.value).joined(separator: separator).byteArray
  }

  private func cookie(_ name: [UInt8]) -> [UInt8] {
    for header in request.headers where Bytes.lowercased(header.name) == "cookie" {
      for pair in header.value.byteArray.split(separator: UInt8(ascii: ";")) {
        let trimmed = pair.drop { $0 == 32 }
        guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { continue }
        if Bytes.lowercased(trimmed[..<equals]) == name { return Array(trimmed[(equals + 1)...]) }
      }
    }
    return []
  }

  private var invalidReferer: [UInt8]? {
    guard let directive = scope.single("valid_referers") else { return [] }
    let referers = Referers(directive, serverNames: plan?.block.names ?? [])
    switch referers.isValid(request.header("Referer")) {
    case true?: return []
    case false?: return [UInt8(ascii: "1")]
    case nil: return nil
    }
  }
}
