/// A version of HTTP as a status line or request line names it.
public struct HTTPVersion: Sendable, Hashable, CustomStringConvertible {
  /// The number before the dot.
  public var major: Int
  /// The number after the dot.
  public var minor: Int

  /// Takes the two numbers.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// HTTP/1.0.
  public static let http10 = HTTPVersion(1, 0)
  /// HTTP/1.1.
  public static let http11 = HTTPVersion(1, 1)
  /// HTTP/2.
  public static let http2 = HTTPVersion(2, 0)

  /// `HTTP/major.minor`, or `HTTP/2` where the minor number has no place.
  public var description: String { major >= 2 && minor == 0 ? "HTTP/\(major)" : "HTTP/\(major).\(minor)" }
}
