public import Notation

/// What the user named to be examined.
public enum Target: Sendable, Hashable {
  case url(WebURL)
  /// `s3://bucket/key`.
  case object(String)
  /// A path as it was typed.
  case path(String)

  /// How it is told; without the user and password of a URL.
  public var text: String {
    switch self {
    case .url(let url): "\(url)"
    case .object(let text), .path(let text): text
    }
  }
}
