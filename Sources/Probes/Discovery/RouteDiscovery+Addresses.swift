/// The parts of addresses that settings hold.
extension RouteDiscovery {
  /// `https://cdn.example` of `https://cdn.example/static/` and of `//cdn.example/static/`; nil for a bare path.
  static func origin(of url: String) -> String? {
    guard let mark = url.firstRange(of: "//"), ["", "http:", "https:"].contains(url[..<mark.lowerBound]) else {
      return nil
    }
    let host = url[mark.upperBound...].prefix { $0 != "/" }
    guard !host.isEmpty else { return nil }
    return (mark.lowerBound == url.startIndex ? "https:" : String(url[..<mark.lowerBound])) + "//" + host
  }

  /// `/media/` of `/media/`, `media`, `https://cdn.example/media`.
  static func path(of url: String) -> String {
    var path = url[...]
    if let scheme = path.firstRange(of: "://") ?? (path.hasPrefix("//") ? path.firstRange(of: "//") : nil) {
      let rest = path[scheme.upperBound...]
      path = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    if !path.hasPrefix("/") { path = "/" + path }
    return path.hasSuffix("/") ? String(path) : path + "/"
  }
}
