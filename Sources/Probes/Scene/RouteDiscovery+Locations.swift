import Diagnostics
import Nginx

/// Routes by nginx's own locations.
extension RouteDiscovery {
  func locationRoutes(of front: Front, beside known: [Route]) -> [Route] {
    var prefixes = front.server.locations.filter { !$0.pattern.isRegex && $0.pattern.modifier != .exact }
      .map(\.pattern.text).filter { $0.hasPrefix("/") && $0.hasSuffix("/") }
    if !prefixes.contains("/") { prefixes.append("/") }
    return prefixes.compactMap { prefix in
      guard !known.contains(where: { $0.base == front.base && $0.prefix == prefix }) else { return nil }
      let kind = Self.kind(of: prefix)
      let name = kind == .media ? "a.jpg" : "a.css"
      let (reader, handler) = mapping(front, prefix, name)
      guard let reader, handler == "nginx-file" || handler == "internal" || handler == "deny" || handler == "auth"
      else { return nil }
      guard handler != "internal" else { return nil }
      return Route(
        id: prefix == "/" ? "root" : kind == .unknown ? String(prefix.dropFirst().dropLast()) : kind.rawValue,
        kind: kind, prefix: prefix,
        base: front.base, nginx: front.nginx, application: nil, writerRoot: nil, rootSetting: nil, urlSetting: nil,
        readerRoot: reader, handler: handler)
    }
  }

  static func kind(of prefix: String) -> RouteSummary.Kind {
    let words = prefix.lowercased().split(whereSeparator: { "/-_.".contains($0) }).map(String.init)
    if words.contains(where: {
      ["static", "assets", "css", "js", "build", "dist", "packs", "fonts", "theme", "themes", "bundles"].contains($0)
    }) {
      return .static
    }
    if words.contains(where: {
      [
        "media", "uploads", "upload", "files", "storage", "images", "img", "photos", "avatars", "attachments", "system",
        "documents",
      ].contains($0)
    }) {
      return .media
    }
    if words.contains(where: { ["download", "downloads", "export", "exports"].contains($0) }) { return .download }
    return .unknown
  }
}
