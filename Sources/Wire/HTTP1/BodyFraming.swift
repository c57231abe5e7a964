/// How the end of a response body is marked (RFC 9112, section 6.3).
public enum BodyFraming: Sendable, Hashable {
  /// The answer has no body by its status or the request's method.
  case none
  /// Content-Length announces this many bytes.
  case length(Int)
  /// Chunked transfer coding.
  case chunked
  /// The body lasts until the connection closes.
  case untilClose
  /// The stream ends, as in HTTP/2; with the announced length where there is one.
  case stream(length: Int?)
}
