extension Walk {
  private static let safeStatuses: Set<Int> = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308]

  /// Builds the final answer's status and headers, as the header filters do in their order.
  mutating func emit(_ status: Int, contentType: String?, file: Node?, length: Int?, encoding: String? = nil) {
    var status = status
    var lastModified = file.map(\.modified)
    var tail: [Header] = extraHeaders
    if let file, scope.isOn("etag", default: true) {
      tail.append(Header("ETag", Walk.entityTag(file)))
    }
    if let encoding { tail.append(Header("Content-Encoding", encoding)) }
    if status == 200, let file { status = conditionalStatus(file) }
    addHeaders(status, lastModified: &lastModified, to: &tail)
    var headers: [Header] = []
    if let contentType, status != 304, status != 204 {
      let isRedirect = status == 301 || status == 302
      headers.append(Header("Content-Type", isRedirect ? contentType : withCharset(contentType)))
    }
    if let length, ![204, 304, 412].contains(status) { headers.append(Header("Content-Length", String(length))) }
    if let time = lastModified, [200, 206, 304].contains(status) {
      headers.append(Header("Last-Modified", HTTPDate.string(time)))
    }
    if let location, !location.isEmpty {
      let value = ByteText.string(absolute(location))
      answer.redirect = value
      headers.append(Header("Location", value))
    }
    if let file, status == 200, file.kind == .file, scope.single("max_ranges")?.arguments.first != "0" {
      tail.append(Header("Accept-Ranges", "bytes"))
    }
    answer.headers = headers + tail
    answer.status = status
    note("the answer is \(status)")
  }

  private static func entityTag(_ node: Node) -> String {
    "\"\(String(node.modified, radix: 16))-\(String(node.size, radix: 16))\""
  }

  // MARK: - Conditions

  private func conditionalStatus(_ file: Node) -> Int {
    if let since = request.header("If-Modified-Since"), scope.single("if_modified_since")?.arguments.first != "off" {
      guard isUnchanged(since, file) else { return 200 }
      if let tags = request.header("If-None-Match"), !matches(tags, file) { return 200 }
      return 304
    }
    if let tags = request.header("If-None-Match") { return matches(tags, file) ? 304 : 200 }
    return 200
  }

  private func isUnchanged(_ since: String, _ file: Node) -> Bool {
    guard let time = HTTPDate.parse(since) else { return false }
    if time == file.modified { return true }
    return scope.single("if_modified_since")?.arguments.first == "before" && time > file.modified
  }

  private func matches(_ tags: String, _ file: Node) -> Bool {
    if tags == "*" { return true }
    let own = Walk.entityTag(file)
    return tags.split(separator: ",").contains { tag in
      let trimmed = tag.drop { $0 == " " }
      return (trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed).prefix { $0 != " " } == own
    }
  }

  // MARK: - expires and add_header

  private mutating func addHeaders(_ status: Int, lastModified: inout Int?, to tail: inout [Header]) {
    let isSafe = Walk.safeStatuses.contains(status)
    if isSafe, let directive = scope.single("expires") { addExpires(directive, lastModified, &tail) }
    let lines = scope.effective("add_header")
    answer.addedHeaders = headerSet(lines)
    for line in lines where line.arguments.count >= 2 {
      let isAlways = line.arguments.count == 3 && line.arguments[2] == "always"
      guard isSafe || isAlways else { continue }
      let doubts = answer.unknown.count
      let value = ByteText.string(evaluate(line.arguments[1], for: line, effect: .headers))
      answer.visited.append(line.position)
      if answer.unknown.count > doubts { continue }
      add(Header(line.arguments[0], value), lastModified: &lastModified, to: &tail)
    }
  }

  private func add(_ header: Header, lastModified: inout Int?, to tail: inout [Header]) {
    let name = Bytes.lowercased(header.name)
    if name == "last-modified" {
      lastModified = header.value.isEmpty ? nil : HTTPDate.parse(header.value)
      return
    }
    if name == "etag" { tail.removeAll { Bytes.lowercased($0.name) == "etag" } }
    if !header.value.isEmpty { tail.append(header) }
  }

  private func headerSet(_ lines: [Directive]) -> HeaderSet {
    var set = HeaderSet(applied: lines.compactMap(Walk.line))
    guard let source = lines.first else { return set }
    var outer: Scope? = scope
    while let current = outer, !current.settings.contains(where: { $0.id == source.id }) { outer = current.parent }
    outer = outer?.parent
    while let current = outer {
      set.dropped += current.settings.filter { $0.name == "add_header" }.compactMap(Walk.line)
      outer = current.parent
    }
    return set
  }

  private static func line(_ directive: Directive) -> HeaderSet.Line? {
    guard directive.arguments.count >= 2 else { return nil }
    return HeaderSet.Line(
      name: directive.arguments[0], value: directive.arguments[1], isAlways: directive.arguments.last == "always",
      position: directive.position)
  }

  private mutating func addExpires(_ directive: Directive, _ lastModified: Int?, _ tail: inout [Header]) {
    answer.visited.append(directive.position)
    var words = directive.arguments
    if let last = words.last, words.count == 1, resolver.template(last).hasVariables {
      words = [ByteText.string(evaluate(last, for: directive, effect: .headers))]
    }
    guard let expiry = Expiry(words) else { return }
    let (expires, cacheControl) = expiry.headers(now: request.time, modified: lastModified)
    if let expires { tail.append(Header("Expires", expires)) }
    if let cacheControl {
      tail.append(Header("Cache-Control", cacheControl))
    } else {
      doubt("expires", "the clock decides", at: directive.position, effect: .headers)
    }
  }

  // MARK: - charset and Location

  private mutating func withCharset(_ type: String) -> String {
    guard let directive = scope.single("charset"), let charset = directive.arguments.first, charset != "off",
      !type.contains(";")
    else { return type }
    let standard = [
      "text/html", "text/xml", "text/plain", "text/vnd.wap.wml", "application/javascript", "application/rss+xml",
    ]
    let written = scope.effective("charset_types").flatMap(\.arguments)
    let types = written.isEmpty ? standard : written + ["text/html"]
    guard types.contains("*") || types.contains(Bytes.lowercased(type)) else { return type }
    let value = ByteText.string(evaluate(charset, for: directive, effect: .headers))
    return value.isEmpty ? type : "\(type); charset=\(value)"
  }

  /// The `Location` as it is sent: a path is made absolute unless `absolute_redirect` is off.
  private func absolute(_ location: [UInt8]) -> [UInt8] {
    guard location.first == UInt8(ascii: "/"), scope.isOn("absolute_redirect", default: true) else { return location }
    var name = host
    if scope.isOn("server_name_in_redirect") {
      name = plan?.primaryName.byteArray ?? []
    } else if name.isEmpty {
      name = request.local.address?.description.byteArray ?? []
    }
    var target = request.scheme.byteArray + Array("://".utf8) + name
    let standard = request.scheme == "https" ? 443 : 80
    if scope.isOn("port_in_redirect", default: true), request.local.port != standard, request.local.family != .unix {
      target += Array(":\(request.local.port)".utf8)
    }
    return target + location
  }
}
