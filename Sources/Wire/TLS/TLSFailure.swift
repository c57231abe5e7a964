/// Why a TLS connection failed or is not to be trusted.
public enum TLSFailure: Sendable, Hashable {
  /// A certificate of the chain is past its time, in seconds since 1970.
  case expired(subject: String, notAfter: Int)
  /// A certificate of the chain is before its time, in seconds since 1970; or the machine's clock is wrong.
  case notYetValid(subject: String, notBefore: Int)
  /// The certificate is for these names and addresses only.
  case wrongName(names: [String])
  /// The server's certificate is its own issuer.
  case selfSigned
  /// The server sends no certificate of this issuer, whom no trusted certificate names, but says where to get it.
  case missingIntermediate(issuer: String, location: String)
  /// The chain ends at an issuer who is not among the trusted ones.
  case unknownIssuer(String)
  /// The chain was rejected for another reason; the library's words.
  case rejected(String)
  /// There is no file of trusted certificates here; the path where one was named.
  case noTrustStore(path: String?)
  /// The server does not speak TLS on this port; its first bytes, at most 64.
  case notTLS(prefix: [UInt8])
  /// The server refused with an alert (RFC 8446, section 6.2).
  case alert(code: Int)
  /// The connection was closed or reset within the handshake.
  case closed
  /// The handshake did not end in time.
  case timedOut
  /// Any other failure; the library's words.
  case handshake(String)
}
