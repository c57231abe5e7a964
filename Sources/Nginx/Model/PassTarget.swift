/// The parts of a `proxy_pass`-like argument.
struct PassTarget {
  /// `http`, `https`, `grpc` …; empty for FastCGI and the like.
  var scheme: String
  /// `host`, `host:port` or `unix:/path`.
  var authority: String
  /// The URI part, nil without one.
  var uri: String?
  private let standardPort: Int?

  init(_ text: String, directive: String) {
    var rest = Substring(text)
    scheme = ""
    for candidate in ["http://", "https://", "grpc://", "grpcs://"] where Bytes.lowercased(text).hasPrefix(candidate) {
      scheme = String(candidate.dropLast(3))
      rest = rest.dropFirst(candidate.count)
    }
    standardPort =
      switch scheme {
      case "http", "grpc": 80
      case "https", "grpcs": 443
      default: directive == "memcached_pass" ? 11211 : nil
      }
    if rest.hasPrefix("unix:") {
      let end = rest.dropFirst(5).firstIndex(of: ":") ?? rest.endIndex
      authority = String(rest[..<end])
      uri = end < rest.endIndex ? String(rest[rest.index(after: end)...]) : nil
      if scheme.isEmpty { authority = String(rest) }
    } else {
      let end = scheme.isEmpty ? rest.endIndex : rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
      authority = String(rest[..<end])
      uri = end < rest.endIndex ? String(rest[end...]) : nil
    }
    if uri == "" { uri = nil }
  }

  func addresses(_ upstreams: [UpstreamBlock]) -> [String] {
    if let block = upstreams.first(where: { Bytes.lowercased($0.name) == Bytes.lowercased(authority) }) {
      return block.addresses
    }
    if authority.contains("$") { return [] }
    return [standardPort.map { UpstreamBlock.withPort(authority, standard: $0) } ?? authority]
  }
}
