/// Writes bytes into a language that has escapes for those which a terminal acts on or which nobody sees.
enum HiddenBytes {
  /// The bytes as text.
  ///
  /// - Parameters:
  ///   - hidden: how a byte of a harmful character, or one that is not UTF-8, is written.
  ///   - special: how a character is written that means something in the language; nil for any other.
  static func escaped(
    _ bytes: some Collection<UInt8>, hidden: (UInt8) -> String, special: (Unicode.Scalar) -> String?
  ) -> String {
    var result = ""
    var rest = Array(bytes)[...]
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let piece = rest.prefix(length)
      rest = rest.dropFirst(length)
      if let scalar = String(validating: piece, as: UTF8.self)?.unicodeScalars.first {
        if let written = special(scalar) {
          result += written
        } else if scalar.isHarmful {
          result += piece.map(hidden).joined()
        } else {
          result.unicodeScalars.append(scalar)
        }
      } else {
        result += hidden(first)
        rest = piece.dropFirst() + rest
      }
    }
    return result
  }
}
