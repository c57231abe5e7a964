/// Whether a whole body came, and if not, what cut it short.
public enum BodyCompleteness: Sendable, Hashable {
  /// All of it came.
  case complete
  /// The connection was closed early; the announced length is nil for a chunked body.
  case truncated(expected: Int?, received: Int)
  /// The chunked coding is broken.
  case badChunking
  /// The connection was reset on the way.
  case reset
  /// A deadline passed on the way.
  case timedOut
  /// Reading stopped on purpose after this many bytes.
  case stopped(atLimit: Int)
}
