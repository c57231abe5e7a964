/// Why a text cannot be sent a request.
public enum WebURLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no scheme and host in front.
  case relative
  /// The scheme is neither `http` nor `https`; it is named.
  case unsupportedScheme(String)
  /// The host is missing or holds bytes no host name has.
  case badHost(String)
  /// The port is no number from 1 to 65535.
  case badPort(String)

  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .relative: "the URL is relative; it has to begin with http:// or https://"
    case .unsupportedScheme(let scheme): "the scheme \"\(scheme)\" is neither http nor https"
    case .badHost(let host): "\"\(host)\" is not a host name or address"
    case .badPort(let port): "\"\(port)\" is not a port from 1 to 65535"
    }
  }
}
