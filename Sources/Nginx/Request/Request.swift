/// One HTTP request as it arrives at nginx.
public struct Request: Sendable {
  public enum Version: Int, Comparable, Sendable {
    case http09 = 9
    case http10 = 1000
    case http11 = 1001
    case http2 = 2000

    public static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }
  }

  public var method: String
  /// `http` or `https`: whether the connection to nginx is encrypted.
  public var scheme: String
  /// The value of the `Host` header; nil for a request without one.
  public var host: String?
  /// The raw request target, before any decoding.
  public var target: [UInt8]
  public var version: Version
  public var local: Endpoint
  public var client: String
  /// Headers besides `Host` and `Content-Length`, in order.
  public var headers: [Header]
  /// The `Content-Length` of the body, in bytes.
  public var bodySize: Int?
  /// Whether the server has shown that it takes the password that is sent, which is not checked here.
  public var isPasswordTaken = false
  /// Seconds since 1970; without it, headers that depend on the clock are left out of answers.
  public var time: Int?

  public init(
    method: String = "GET", scheme: String = "http", host: String?, target: [UInt8], version: Version = .http11,
    local: Endpoint? = nil, client: String = "127.0.0.1", headers: [Header] = [], bodySize: Int? = nil
  ) {
    self.method = method
    self.scheme = scheme
    self.host = host
    self.target = target
    self.version = version
    self.local = local ?? Endpoint(port: scheme == "https" ? 443 : 80)
    self.client = client
    self.headers = headers
    self.bodySize = bodySize
  }

  public init(
    method: String = "GET", scheme: String = "http", host: String?, target: String, version: Version = .http11,
    local: Endpoint? = nil
  ) {
    self.init(
      method: method, scheme: scheme, host: host, target: target.byteArray, version: version, local: local)
  }

  /// The first value of a header, by its name in any case.
  public func header(_ name: String) -> String? {
    headers.first { Bytes.lowercased($0.name) == Bytes.lowercased(name) }?.value
  }
}
