/// What kept an exchange from ending with a whole and readable response.
public enum ExchangeProblem: Sendable, Hashable {
  /// The request cannot be put on the wire as it is: a line break in a header, a method that is no token.
  case invalidRequest
  /// The host has no address; the resolution says more.
  case nameResolution(Resolution.Failure)
  /// Nothing listens at any of the addresses.
  case refused
  /// There is no way to the addresses from this machine.
  case unreachable(errno: Int32)
  /// No address accepted the connection in time.
  case connectTimeout
  /// The Unix socket is not there.
  case noSuchSocket
  /// Connecting failed for another reason.
  case connectFailed(errno: Int32)
  /// The TLS handshake failed or the certificate is not to be trusted; the TLS outcome says more.
  case tlsFailure
  /// The TLS handshake did not end in time.
  case tlsTimeout
  /// No byte of the answer came in time.
  case firstByteTimeout
  /// The answer did not end before the deadline of the whole exchange.
  case totalTimeout
  /// The connection was reset.
  case reset
  /// The connection was closed without a single byte of an answer.
  case closedWithoutAnswer
  /// The connection was closed within the headers.
  case closedInHeaders
  /// The connection was closed before the end of the body.
  case truncatedBody
  /// The chunked coding of the body is broken.
  case badChunking
  /// Status line and headers are longer than 256 KiB.
  case headersTooLarge
  /// What came is no HTTP response.
  case malformedResponse(MalformedResponse)
}
