extension WireURL: CustomStringConvertible {
  /// Host and port as the Host header holds them: brackets around IPv6, no port that goes without saying.
  public var authority: String {
    let bracketed = host.contains(":") ? "[\(host)]" : host
    return port == scheme.defaultPort ? bracketed : "\(bracketed):\(port)"
  }

  /// The absolute URL.
  public var description: String { "\(scheme.rawValue)://\(authority)\(target)" }

  /// Follows a reference, such as a Location header holds, from this URL (RFC 3986, section 5.2).
  public func resolving(_ reference: String) throws(WireURLError) -> WireURL {
    let text = reference.trimmingBlanks()
    if let scheme = WireURL.schemeName(text) {
      guard text.dropFirst(scheme.utf8.count).hasPrefix("://") else { throw .unsupportedScheme(scheme.lowercased()) }
      return try WireURL(parsing: text)
    }
    if text.hasPrefix("//") { return try WireURL(parsing: "\(scheme.rawValue):\(text)") }
    let bare = String(text.prefix { $0 != "#" })
    var result = self
    let path = target.prefix { $0 != "?" }
    if bare.isEmpty { return result }
    if bare.hasPrefix("?") {
      result.target = WireURL.escaped(path + bare)
    } else {
      let directory = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
      result.target = WireURL.escaped(WireURL.removingDots(bare.hasPrefix("/") ? bare : directory + bare))
    }
    return result
  }

  /// The scheme a text begins with; nil for a reference without one.
  static func schemeName(_ text: String) -> String? {
    let name = text.prefix { !":/?#".contains($0) }
    let isScheme =
      name.first?.isLetter == true
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    return isScheme && text[name.endIndex...].hasPrefix(":") ? String(name) : nil
  }

  static func isReference(_ text: String) -> Bool { schemeName(text) == nil }

  private static func removingDots(_ target: String) -> String {
    let path = target.prefix { $0 != "?" }
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
    return "/" + kept.joined(separator: "/") + target[path.endIndex...]
  }
}
