import Notation

extension Walk {
  static func entityTag(_ node: Node) -> String {
    "\"\(String(node.modified, radix: 16))-\(String(node.size, radix: 16))\""
  }

  /// 200, or what the request's conditions make of it (`ngx_http_not_modified_header_filter`).
  func conditionalStatus(_ file: Node) -> Int {
    let since = scope.single("if_modified_since")?.arguments.first ?? "exact"
    if let text = request.header("If-Unmodified-Since"), HTTPDate.seconds(text).map({ $0 < file.modified }) ?? true {
      return 412
    }
    if let tags = request.header("If-Match"), !matches(tags, file, isStrong: true) { return 412 }
    let modifiedSince = request.header("If-Modified-Since")
    let noneMatch = request.header("If-None-Match")
    guard modifiedSince != nil || noneMatch != nil else { return 200 }
    if let modifiedSince, !isUnchanged(modifiedSince, file, mode: since) { return 200 }
    if let noneMatch, !matches(noneMatch, file, isStrong: false) { return 200 }
    return 304
  }

  private func isUnchanged(_ since: String, _ file: Node, mode: String) -> Bool {
    guard mode != "off", let time = HTTPDate.seconds(since) else { return false }
    return time == file.modified || (mode == "before" && time > file.modified)
  }

  private func matches(_ tags: String, _ file: Node, isStrong: Bool) -> Bool {
    if tags == "*" { return true }
    guard scope.isOn("etag", default: true) else { return false }
    let own = Walk.entityTag(file)
    return tags.split(separator: ",").contains { tag in
      var text = tag.drop { $0 == " " }
      if !isStrong, text.hasPrefix("W/") { text = text.dropFirst(2) }
      return text.prefix { $0 != " " } == own
    }
  }

  /// Serves a part of the file where one is asked for; the way on where the range cannot be served.
  mutating func applyRange(_ file: Node, to reply: inout Reply) -> Phase? {
    let isPossible =
      reply.status == 200 && reply.allowsRanges && file.kind == .file
      && scope.single("max_ranges")?.arguments.first != "0"
    guard isPossible else { return nil }
    guard let text = request.header("Range"), text.utf8.count >= 7, Bytes.lowercased(text).hasPrefix("bytes="),
      rangeIsCurrent(file)
    else {
      reply.tail.append(Header("Accept-Ranges", "bytes"))
      return nil
    }
    switch ByteRange.parse(text, size: file.size) {
    case .whole: reply.tail.append(Header("Accept-Ranges", "bytes"))
    case .part(let range):
      reply.status = 206
      reply.length = range.count
      let span = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
      reply.tail.append(Header("Content-Range", span))
    case .several:
      reply.status = 206
      doubt("Range", "answers in several parts are not modelled", at: nil, effect: .headers)
    case .unsatisfiable:
      extraHeaders = [Header("Content-Range", "bytes */\(file.size)")]
      return finish(416)
    }
    return nil
  }

  private func rangeIsCurrent(_ file: Node) -> Bool {
    guard let condition = request.header("If-Range") else { return true }
    if condition.hasSuffix("\"") { return scope.isOn("etag", default: true) && condition == Walk.entityTag(file) }
    return HTTPDate.seconds(condition) == file.modified
  }
}
