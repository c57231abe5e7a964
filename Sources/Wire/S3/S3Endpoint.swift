public import Notation

/// Where a bucket is asked for, and how its name goes into the URL.
public struct S3Endpoint: Sendable, Hashable {
  /// Where the bucket's name stands.
  public enum Style: String, Sendable, Hashable {
    /// First in the path.
    case path
    /// First in the host name.
    case virtualHost
  }

  /// The store's URL; a path in it stays in front of everything.
  public var base: WebURL
  /// The bucket.
  public var bucket: String
  /// Where its name goes.
  public var style: Style

  /// Takes the parts as they are.
  public init(base: WebURL, bucket: String, style: Style) {
    self.base = base
    self.bucket = bucket
    self.style = style
  }

  /// The URL of the bucket, or of an object in it; the key is encoded once, the query comes as name and value.
  public func url(key: String? = nil, query: [(String, String)] = []) -> WebURL {
    var result = base
    var path = String(base.target.prefix { $0 != "?" })
    while path.hasSuffix("/") { path.removeLast() }
    switch style {
    case .path: path += "/" + PercentEncoding.encode(bucket.utf8)
    case .virtualHost: result.host = "\(bucket.lowercased()).\(base.host)"
    }
    path += "/" + PercentEncoding.encode((key ?? "").utf8, keeping: .unreservedAndSlash)
    if key == nil, style == .path { path.removeLast() }
    let pairs = query.map { PercentEncoding.encode($0.0.utf8) + "=" + PercentEncoding.encode($0.1.utf8) }
    result.target = path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    return result
  }
}
