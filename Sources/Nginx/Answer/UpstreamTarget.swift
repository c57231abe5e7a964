/// Where a request is handed on to.
public struct UpstreamTarget: Hashable, Sendable {
  /// As written: `http://app`, `unix:/run/php.sock`, evaluated where it holds variables.
  public var url: String
  /// The addresses behind it: `host:port` or `unix:/path`.
  public var addresses: [String]
  /// The request URI sent there, for HTTP proxies.
  public var uri: String?
  public var position: Position

  /// Whether nginx speaks TLS there.
  public var isTLS: Bool { url.hasPrefix("https://") }
}
