/// When an exchange over TLS speaks HTTP/2.
public enum HTTP2Use: String, Sendable, Hashable {
  /// Never.
  case never
  /// Only where the server refuses HTTP/1.1, whose headers show more of what was sent.
  case whenInsisted
  /// Wherever the server agrees to it, as browsers do.
  case preferred

  /// The application protocols offered at first, best first.
  var firstOffer: [String] { self == .preferred ? ["h2", "http/1.1"] : ["http/1.1"] }
}
