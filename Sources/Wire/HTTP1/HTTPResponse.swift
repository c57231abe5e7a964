/// An answer as it came over the wire.
public struct HTTPResponse: Sendable, Hashable {
  /// The version in the status line.
  public var version: HTTPVersion
  /// The status code, three digits.
  public var status: Int
  /// The reason phrase; empty where there is none, as in HTTP/2.
  public var reason: String
  /// Every header line in order, with duplicates.
  public var headers: [HTTPHeader]
  /// The status codes of interim answers (1xx) before this one.
  public var interimStatuses: [Int]
  /// How the end of the body is marked.
  public var framing: BodyFraming
  /// The first bytes of the body, without transfer coding, up to the limit asked for.
  public var body: [UInt8]
  /// How many body bytes came, without transfer coding.
  public var bodyLength: Int
  /// The SHA-256 of the whole body as received, in hexadecimal; nil unless the body is complete.
  public var sha256: String?
  /// Whether the whole body came.
  public var completeness: BodyCompleteness
  /// Header lines after a chunked body.
  public var trailers: [HTTPHeader]
  /// Where the answer departs from the rules and could be read all the same.
  public var deviations: [ResponseDeviation]

  /// Makes a whole response to HTTP/1.1 with a known body.
  public init(status: Int, reason: String = "", headers: [HTTPHeader] = [], body: [UInt8] = []) {
    version = .http11
    self.status = status
    self.reason = reason
    self.headers = headers
    interimStatuses = []
    framing = .length(body.count)
    self.body = body
    bodyLength = body.count
    completeness = .complete
    trailers = []
    deviations = []
  }
}
