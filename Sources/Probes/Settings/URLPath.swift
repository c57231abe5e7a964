import Notation

/// Paths of URLs, as routes have them.
enum URLPath {
  /// `/media/` of `/media/`, `media`, `https://cdn.example/media?v=1`.
  static func prefix(of url: String) -> String {
    let path = URLReference(url).path
    let absolute = path.hasPrefix("/") ? path : "/" + path
    return absolute.hasSuffix("/") ? absolute : absolute + "/"
  }
}
