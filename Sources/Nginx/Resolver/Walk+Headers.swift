import Notation

extension Walk {
  private static let safeStatuses: Set<Int> = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308]

  /// Builds the final answer's status and headers, as the header filters do in their order.
  ///
  /// The phase is another one than `done` where a failed condition or range leads to an error page.
  mutating func emit(_ status: Int, contentType: String?, file: Node?, length: Int?, encoding: String? = nil) -> Phase {
    var reply = Reply(status: status, contentType: contentType, length: length)
    reply.lastModified = file.map(\.modified)
    reply.tail = extraHeaders
    if let file, scope.isOn("etag", default: true) { reply.tail.append(Header("ETag", Walk.entityTag(file))) }
    if let encoding {
      reply.tail.append(Header("Content-Encoding", encoding))
      reply.isEncoded = true
    }
    if status == 200, let file {
      reply.status = conditionalStatus(file)
      if reply.status == 412 { return finish(412) }
    }
    sentContentType = contentType
    noteFilters()
    if !isSubrequest { addHeaders(reply.status, lastModified: &reply.lastModified, to: &reply.tail) }
    compress(&reply)
    if let file, let failure = applyRange(file, to: &reply) { return failure }
    write(reply)
    return .done
  }

  private mutating func write(_ reply: Reply) {
    var headers: [Header] = []
    let status = reply.status
    if let contentType = reply.contentType, status != 304, status != 204 {
      let isRedirect = status == 301 || status == 302
      headers.append(Header("Content-Type", isRedirect ? contentType : withCharset(contentType)))
    }
    if let length = reply.length, ![204, 304, 412].contains(status) {
      headers.append(Header("Content-Length", String(length)))
    }
    if let time = reply.lastModified, [200, 206, 304].contains(status) {
      headers.append(Header("Last-Modified", HTTPDate.text(secondsSince1970: time)))
    }
    if let location, !location.isEmpty {
      let value = ByteText.string(absolute(location))
      answer.redirect = value
      headers.append(Header("Location", value))
    }
    if reply.variesByEncoding, scope.isOn("gzip_vary") { headers.append(Header("Vary", "Accept-Encoding")) }
    answer.headers = headers + reply.tail
    answer.status = status
    note("the answer is \(status)")
  }

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
      lastModified = header.value.isEmpty ? nil : HTTPDate.seconds(header.value)
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
