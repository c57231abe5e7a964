/// Paths of URLs, as routes have them.
enum URLPath {
  /// `/media/` of `/media/`, `media`, `https://cdn.example/media`.
  static func prefix(of url: String) -> String {
    var path = url[...]
    if let scheme = path.firstRange(of: "://") ?? (path.hasPrefix("//") ? path.firstRange(of: "//") : nil) {
      let rest = path[scheme.upperBound...]
      path = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    if !path.hasPrefix("/") { path = "/" + path }
    return path.hasSuffix("/") ? String(path) : path + "/"
  }
}
