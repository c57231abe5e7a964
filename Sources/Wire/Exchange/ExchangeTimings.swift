/// How long the stages of an exchange took, in milliseconds; nil for a stage that was not reached or not needed.
public struct ExchangeTimings: Sendable, Hashable {
  /// Looking the host up.
  public var dns: Double?
  /// From the first connect attempt until a connection stood, failed attempts included.
  public var connect: Double?
  /// The TLS handshake.
  public var tls: Double?
  /// From the request being handed to the kernel until the first byte of the answer.
  public var firstByte: Double?
  /// The whole exchange.
  public var total: Double

  /// Makes timings of which only the total is known.
  public init(total: Double = 0) {
    self.total = total
  }
}
