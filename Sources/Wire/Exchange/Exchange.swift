public import Notation

/// One request and all that was seen of what became of it; a failure is a value in it.
public struct Exchange: Sendable, Hashable {
  /// The method of the request.
  public var method: String
  /// Where the request was meant to go; may hold a signature or token in its query.
  public var url: WebURL
  /// What looking up the host gave; nil for a Unix socket and where nothing was looked up.
  public var resolution: Resolution?
  /// Every connect attempt, in order.
  public var attempts: [ConnectAttempt]
  /// What answered the connection that carried the request.
  public var peer: Endpoint?
  /// This end of that connection.
  public var local: Endpoint?
  /// What the TLS handshake showed; nil without TLS.
  public var tls: TLSOutcome?
  /// The answer, as far as it came.
  public var response: HTTPResponse?
  /// What went wrong; nil when a whole response came.
  public var problem: ExchangeProblem?
  /// How long each stage took.
  public var timings: ExchangeTimings

  /// Makes an exchange of which nothing is known but its request.
  public init(_ request: HTTPRequest) {
    method = request.method
    url = request.url
    attempts = []
    timings = ExchangeTimings()
  }
}
