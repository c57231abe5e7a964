public import Notation

extension Request {
  /// The request a client makes for a URL: `Host` with the port if it is not the scheme's own, user and password in their
  /// header. The local address is the URL's host if that is an address, else unknown.
  public init(_ url: WebURL, method: String = "GET", local: Endpoint? = nil) {
    self.init(
      method: method, scheme: url.scheme.rawValue, host: url.authority, target: Array(url.target.utf8),
      local: local ?? Endpoint(address: IPAddress(url.host), port: url.port))
    if let credentials = url.credentials { headers.append(Header("Authorization", credentials.authorization)) }
  }

  /// The request a client makes for a URL that stands in a text.
  public init(url: String, method: String = "GET") throws(WebURLError) {
    self.init(try WebURL(parsing: url), method: method)
  }
}
