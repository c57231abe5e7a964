import Wire

/// What the headers of an answer tell of a cache between the client and the server.
struct CacheHeaders {
  /// Whether the answer came out of a cache: a hit, or an age.
  let isHit: Bool
  /// Seconds since the copy was made; nil where no Age header says so.
  let age: Int?
  /// Who keeps the copies, as far as the headers name it.
  let keeper: String
  /// The headers that tell it, as they came.
  let shown: String

  /// Headers in which caches say whether they had a copy.
  private static let states = [
    "X-Cache", "CF-Cache-Status", "X-Cache-Status", "X-Proxy-Cache", "Cache-Status", "CDN-Cache", "X-Cache-Lookup",
    "X-Fastcgi-Cache", "X-Varnish-Cache", "X-Cache-Hit", "X-Nginx-Cache", "Server-Timing",
  ]

  /// Nil where nothing tells of a cache.
  init?(_ headers: [HTTPHeader]) {
    age = headers.first("Age").flatMap { Int($0) }
    var isHit = (age ?? 0) > 0
    var told: [String] = age.map { ["Age: \($0)"] } ?? []
    for name in Self.states {
      for value in headers.values(name) {
        let words = value.lowercased().split { !($0.isLetter || $0.isNumber) }
        guard
          words.contains(where: {
            ["hit", "stale", "updating", "miss", "expired", "revalidated", "bypass"].contains($0)
          })
        else { continue }
        if words.contains(where: { ["hit", "stale", "updating"].contains($0) }) { isHit = true }
        told.append("\(name): \(value)")
      }
    }
    if let hits = headers.first("X-Cache-Hits"),
      hits.split(separator: ",").contains(where: { Int($0.filter(\.isNumber)) ?? 0 > 0 })
    {
      isHit = true
      told.append("X-Cache-Hits: \(hits)")
    }
    if let varnish = headers.first("X-Varnish") {
      if varnish.split(separator: " ").count > 1 { isHit = true }
      told.append("X-Varnish: \(varnish)")
    }
    self.isHit = isHit
    keeper = Self.keeper(headers)
    guard !told.isEmpty else { return nil }
    if let via = headers.first("Via") { told.append("Via: \(via)") }
    shown = told.joined(separator: ", ")
  }

  private static func keeper(_ headers: [HTTPHeader]) -> String {
    if headers.first("X-Varnish") != nil || headers.first("Via")?.lowercased().contains("varnish") == true {
      return "varnish"
    }
    if headers.first("CF-Cache-Status") != nil || headers.first("CF-RAY") != nil { return "cloudflare" }
    if headers.first("X-Amz-Cf-Id") != nil { return "cloudfront" }
    if headers.first("X-Served-By")?.hasPrefix("cache-") == true { return "fastly" }
    if headers.first("Via")?.lowercased().contains("squid") == true { return "squid" }
    if headers.first("X-Cache-Status") != nil || headers.first("X-Proxy-Cache") != nil { return "nginx" }
    return "unknown"
  }
}
