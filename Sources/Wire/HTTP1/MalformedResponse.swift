/// Why received bytes are no HTTP response.
public enum MalformedResponse: Error, Sendable, Hashable {
  /// They do not begin with `HTTP/`, as an HTTP/0.9 answer does not; the first bytes, at most 64.
  case notHTTP(prefix: [UInt8])
  /// They are a TLS record: the port speaks TLS.
  case tlsRecord
  /// They are an HTTP/2 frame: the port speaks HTTP/2 only.
  case http2Frame
  /// A status line without version or three-digit code; at most 200 characters of it.
  case statusLine(String)
  /// A header line without colon or with a name that is none; at most 200 characters of it.
  case headerLine(String)
  /// Content-Length values that are no numbers or differ.
  case contentLength([String])
  /// HTTP/2 frames against the rules; the library's words.
  case http2Violation(String)
  /// More interim answers than any server sends.
  case tooManyInterimAnswers
}
