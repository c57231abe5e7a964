public import Notation

/// A request as it is meant to go out.
public struct HTTPRequest: Sendable, Hashable {
  /// The method, such as `GET`.
  public var method: String
  /// Where it goes.
  public var url: WebURL
  /// The header lines in the order they are sent; what HTTP needs beyond them is added behind.
  public var headers: [HTTPHeader]
  /// The body; empty for none.
  public var body: [UInt8]
  /// The version named in the request line.
  public var version: HTTPVersion

  /// Makes a request; without further arguments a plain `GET`.
  public init(
    _ url: WebURL, method: String = "GET", headers: [HTTPHeader] = [], body: [UInt8] = [],
    version: HTTPVersion = .http11
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.version = version
  }
}
