/// What a TLS handshake showed.
public struct TLSOutcome: Sendable, Hashable {
  /// The version agreed on, such as `TLSv1.3`; nil when the server said none.
  public var version: String?
  /// The IANA name of the cipher suite, or its number in hexadecimal.
  public var cipher: String?
  /// The application protocol agreed on by ALPN.
  public var applicationProtocol: String?
  /// The server's certificate and, where they had to be looked into, those it sent along.
  public var chain: [CertificateSummary] = []
  /// What is wrong, most basic first; empty for a trusted connection.
  public var failures: [TLSFailure] = []
  /// Whether the connection ended without the closing message of TLS.
  public var closedUncleanly = false

  /// Makes an outcome that shows nothing yet.
  public init() {}
}
