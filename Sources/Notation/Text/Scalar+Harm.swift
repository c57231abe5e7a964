extension Unicode.Scalar {
  /// Whether a terminal, an editor or a browser may act on the character or hide it.
  ///
  /// C0, DEL and C1 controls; the bidirectional controls of Unicode UAX #9; line and paragraph separators; byte order
  /// mark, zero-width space and word joiner; interlinear annotations, tags, and what XML does not allow.
  public var isHarmful: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xFFFE...0xFFFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// Whether the text may hold a harmful character: a fast look at its bytes that is never wrong when it says no.
  public var mayHarm: Bool { utf8.contains { $0.mayBeginHarm } }
}

extension UInt8 {
  /// Whether a character that begins with this byte of UTF-8 may be harmful.
  var mayBeginHarm: Bool {
    switch self {
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }
}
