public import Diagnostics
public import Linux
public import Notation

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

  /// The URL in the form in which everything tells it, without user and password.
  public let url: String
  /// Where the request goes, and with which user and password.
  public let address: WebURL
  public let method: String
  public let origin: Origin
  /// The route that covers it.
  public let route: String?
  /// The number of the nginx that should answer.
  public let nginx: Int?
  /// The file that the URL should serve, as the writer sees it.
  public let file: Place?

  public init(
    _ address: WebURL, method: String = "GET", origin: Origin, route: String?, nginx: Int?, file: Place? = nil
  ) {
    url = "\(address)"
    self.address = address
    self.method = method
    self.origin = origin
    self.route = route
    self.nginx = nginx
    self.file = file
  }

  /// The same for the URL in a text; nil where that cannot be asked for.
  init?(
    url: String, method: String = "GET", origin: Origin, route: String?, nginx: Int?, file: Place? = nil
  ) {
    guard let address = try? WebURL(parsing: url) else { return nil }
    self.init(address, method: method, origin: origin, route: route, nginx: nginx, file: file)
  }

  public var subject: Subject {
    var subject: Subject = [.url: url]
    subject[.route] = route
    return subject
  }
}
