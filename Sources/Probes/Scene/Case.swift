public import Diagnostics
public import Linux

/// One request whose answer is examined.
public struct Case: Sendable, Hashable {
  /// Why it is examined.
  public enum Origin: String, Sendable {
    /// The user named it.
    case target
    /// The user named it as the address that uploads go to.
    case upload
    /// A file on the disk that should be served.
    case sample
    /// A page whose files are examined.
    case page
  }

  public let url: String
  public let method: String
  public let origin: Origin
  /// The route that covers it.
  public let route: String?
  /// The number of the nginx that should answer.
  public let nginx: Int?
  /// The file that the URL should serve, as the writer sees it.
  public let file: Place?

  public var subject: Subject {
    var subject: Subject = [.url: url]
    subject[.route] = route
    return subject
  }
}
