/// The `valid_referers` in force (`ngx_http_referer_variable`).
struct Referers {
  private let arguments: [String]
  private let serverNames: [String]

  init(_ directive: Directive, serverNames: [String]) {
    arguments = directive.arguments
    self.serverNames = serverNames
  }

  /// Nil where a pattern cannot be judged.
  func isValid(_ referer: String?) -> Bool? {
    guard let referer, !referer.isEmpty else { return arguments.contains("none") }
    let lower = Bytes.lowercased(referer)
    guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else {
      return arguments.contains("blocked")
    }
    let rest = Substring(lower).utf8.dropFirst(scheme.utf8.count)
    let hostEnd = rest.firstIndex { "/:".utf8.contains($0) } ?? rest.endIndex
    let host = Array(rest[..<hostEnd])
    let path = Array(rest[hostEnd...].drop { $0 != UInt8(ascii: "/") })
    return matches(host, path: path, whole: Array(referer.utf8.dropFirst(scheme.utf8.count)))
  }

  private func matches(_ host: [UInt8], path: [UInt8], whole: [UInt8]) -> Bool? {
    for argument in arguments where !["none", "blocked"].contains(argument) {
      if argument.hasPrefix("~") {
        guard let pattern = try? Pattern(Array(argument.utf8.dropFirst()), caseless: true) else { return nil }
        if case .matched = pattern.match(whole) { return true }
        continue
      }
      let candidates = argument == "server_names" ? serverNames.filter { !$0.hasPrefix("~") } : [argument]
      for candidate in candidates where matches(candidate, host, path) { return true }
    }
    return false
  }

  private func matches(_ text: String, _ host: [UInt8], _ path: [UInt8]) -> Bool {
    let name = text.prefix { $0 != "/" }
    let uri = text.dropFirst(name.count)
    var names = ServerNames()
    names.add(String(name), server: 0)
    return names.find(host) != nil && path.starts(with: uri.utf8)
  }
}
