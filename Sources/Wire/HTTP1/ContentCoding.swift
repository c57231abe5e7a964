/// A content coding that can be told by the first bytes of a body.
public enum ContentCoding: String, Sendable, Hashable {
  /// RFC 1952.
  case gzip
  /// RFC 1950, which HTTP calls deflate.
  case deflate
  /// RFC 8878.
  case zstd

  /// The coding that a body's first bytes announce; nil for none of these, Brotli among them, which has no mark.
  public init?(bodyStart: [UInt8]) {
    guard bodyStart.count >= 4 else { return nil }
    switch (bodyStart[0], bodyStart[1], bodyStart[2], bodyStart[3]) {
    case (0x1f, 0x8b, 0x08, _): self = .gzip
    case (0x28, 0xb5, 0x2f, 0xfd): self = .zstd
    case (0x78, let flags, _, _) where (0x7800 + Int(flags)) % 31 == 0 && [0x01, 0x5e, 0x9c, 0xda].contains(flags):
      self = .deflate
    default: return nil
    }
  }
}
