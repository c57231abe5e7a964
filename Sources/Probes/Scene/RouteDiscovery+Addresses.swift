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
}
