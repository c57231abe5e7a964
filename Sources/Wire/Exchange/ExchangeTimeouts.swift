/// How long each stage of an exchange may take.
public struct ExchangeTimeouts: Sendable, Hashable {
  /// Looking the host up, all servers and search suffixes together.
  public var resolve: Duration
  /// Each connect attempt.
  public var connect: Duration
  /// The TLS handshake.
  public var tls: Duration
  /// From the request until the first byte of the answer.
  public var firstByte: Duration
  /// The whole exchange, whatever happens.
  public var total: Duration

  /// Takes what differs from the defaults, which end any exchange within ten seconds.
  public init(
    resolve: Duration = .seconds(3), connect: Duration = .seconds(3), tls: Duration = .seconds(4),
    firstByte: Duration = .seconds(8), total: Duration = .seconds(10)
  ) {
    self.resolve = resolve
    self.connect = connect
    self.tls = tls
    self.firstByte = firstByte
    self.total = total
  }
}
