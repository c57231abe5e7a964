extension Walk {
  /// What `gzip` does to the fields (`ngx_http_gzip_header_filter`).
  mutating func compress(_ reply: inout Reply) {
    guard scope.isOn("gzip"), [200, 403, 404].contains(reply.status), !reply.isEncoded,
      let type = reply.contentType, isCompressible(type)
    else { return }
    let least = scope.single("gzip_min_length")?.arguments.first.flatMap(Amounts.number) ?? 20
    if let length = reply.length, length < least { return }
    reply.variesByEncoding = true
    guard mayCompress else { return }
    reply.length = nil
    reply.allowsRanges = false
    reply.tail.append(Header("Content-Encoding", "gzip"))
    for index in reply.tail.indices where reply.tail[index].name == "ETag" && !reply.tail[index].value.hasPrefix("W/") {
      reply.tail[index].value = "W/" + reply.tail[index].value
    }
  }

  private func isCompressible(_ type: String) -> Bool {
    let plain = Bytes.lowercased(String(type.prefix { $0 != ";" && $0 != " " }))
    let types = scope.effective("gzip_types").flatMap(\.arguments).map(Bytes.lowercased)
    return types.contains("*") || plain == "text/html" || types.contains(plain)
  }

  /// Whether this client is sent compressed bodies (`ngx_http_gzip_ok`).
  var mayCompress: Bool {
    let oldest: Request.Version = scope.single("gzip_http_version")?.arguments.first == "1.0" ? .http10 : .http11
    guard acceptsGzip, request.version >= oldest else { return false }
    if request.header("Via") != nil {
      let proxied = scope.single("gzip_proxied")?.arguments ?? ["off"]
      return proxied.contains("any")
    }
    return true
  }

  private var acceptsGzip: Bool {
    guard let header = request.header("Accept-Encoding") else { return false }
    return header.split(separator: ",").contains { item in
      let parts = item.split(separator: ";").map { Bytes.lowercased(String($0)).filter { $0 != " " } }
      return parts.first == "gzip"
        && !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
  }
}
