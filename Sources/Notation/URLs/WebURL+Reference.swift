extension WebURL {
  /// Follows a reference, such as a Location header or a page holds, from this URL (RFC 3986, section 5.2).
  ///
  /// User and password go along within the same origin alone, as with browsers.
  public func resolving(_ reference: String) throws(WebURLError) -> WebURL {
    let other = URLReference(Self.stripped(reference))
    if other.scheme != nil || other.hostAndPort != nil { return kept(in: try WebURL(other, of: scheme)) }
    var result = self
    if other.path.isEmpty {
      if let query = other.query { result.target = Self.encoded(path: path, query) }
      return result
    }
    let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
    let whole = other.path.hasPrefix("/") ? other.path : folder + other.path
    result.target = Self.encoded(path: Self.removingDots(whole), other.query)
    return result
  }

  /// Another URL with this one's credentials where it is of the same origin, and with none of its own.
  private func kept(in other: WebURL) -> WebURL {
    var other = other
    other.credentials = other.origin == origin ? credentials : nil
    return other
  }

  private static func removingDots(_ path: String) -> String {
    var kept: [Substring] = []
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        _ = kept.popLast()
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return "/" + kept.joined(separator: "/")
  }
}
