/// A directory that is known to hold files of the site, with where that is known from.
public struct KnownRoot: Hashable, Sendable {
  /// Such as `MEDIA_ROOT`.
  public var label: String
  public var path: String
  /// The URL path its files are meant to be served under, if known.
  public var urlPrefix: String?

  public init(label: String, path: String, urlPrefix: String? = nil) {
    self.label = label
    self.path = path
    self.urlPrefix = urlPrefix
  }
}
