import NIOCore

/// What happened on one connection, with the moments between its stages.
struct ConnectionRecord: Sendable {
  var openedAt: NIODeadline?
  var securedAt: NIODeadline?
  var sentAt: NIODeadline?
  var firstByteAt: NIODeadline?
  var local: Endpoint?
  var tls: TLSOutcome?
  /// Whether the handshake failed in a way that a certificate that is not trusted would explain.
  var mayHaveRejectedCertificate = false
  var response: HTTPResponse?
  var problem: ExchangeProblem?
}
