/// A path of any bytes, as people read it.
public struct ToldPath: Sendable, Hashable {
  /// Valid UTF-8 as it is, each other byte as `\xHH`.
  public let shown: String
  /// The bytes where they are no valid UTF-8, so that the path can be told exactly.
  public let bytes: [UInt8]?

  public init(shown: String, bytes: [UInt8]? = nil) {
    self.shown = shown
    self.bytes = bytes
  }
}
