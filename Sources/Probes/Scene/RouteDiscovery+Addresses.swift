import Notation

/// The parts of addresses that settings hold.
extension RouteDiscovery {
  /// `https://cdn.example` of `https://cdn.example/static/` and of `//cdn.example/static/`; nil for a bare path.
  static func origin(of url: String) -> String? {
    let reference = URLReference(url)
    guard let host = reference.hostAndPort, !host.isEmpty, [nil, "http", "https"].contains(reference.scheme) else {
      return nil
    }
    return "\(reference.scheme ?? "https")://\(host)"
  }
}
