/// An `http` or `https` URL in the one form in which it is asked for, looked up, compared and told.
///
/// Blanks, characters beyond ASCII and the others of the WHATWG URL standard's sets are percent-encoded as a browser encodes
/// them; a fragment, which no server gets, is left out.
public struct WebURL: Sendable, Hashable {
  /// The schemes that can be spoken.
  public enum Scheme: String, Sendable, Hashable {
    /// HTTP over plain TCP.
    case http
    /// HTTP over TLS.
    case https

    /// The port that goes without saying.
    public var defaultPort: Int { self == .http ? 80 : 443 }
  }

  public var scheme: Scheme
  /// The host in lower case, other scripts in their ASCII form; an IPv6 address without its brackets.
  public var host: String
  /// The port, given or implied.
  public var port: Int
  /// Path and query as they go into the request line; never empty, without fragment.
  public var target: String
  /// The user and password that stood in the URL: sent, but part of no text that is made of it.
  public var credentials: WebCredentials?

  /// Takes the parts as they are.
  public init(scheme: Scheme, host: String, port: Int? = nil, target: String = "/") {
    self.scheme = scheme
    self.host = host
    self.port = port ?? scheme.defaultPort
    self.target = target
  }
}

extension WebURL: CustomStringConvertible {
  /// The host as it stands in a URL, with brackets around an IPv6 address.
  public var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

  /// Host and port as the Host header holds them: no port that goes without saying.
  public var authority: String { port == scheme.defaultPort ? bracketedHost : "\(bracketedHost):\(port)" }

  /// `https://example.com:8443`: scheme, host and port, which browsers judge by.
  public var origin: String { "\(scheme.rawValue)://\(authority)" }

  /// The path as it is sent, without the query.
  public var path: String { String(target.prefix { $0 != "?" }) }

  /// The bytes that the path stands for.
  public var decodedPath: [UInt8] { PercentEncoding.decode(path) }

  /// The last part of the path; empty where it ends in a slash.
  public var lastComponent: String {
    path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
  }

  /// The extension of the last part, without its dot; empty where there is none.
  public var fileExtension: String {
    let name = lastComponent
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return String(name[name.index(after: dot)...])
  }

  /// The absolute URL, without user and password.
  public var description: String { origin + target }
}
