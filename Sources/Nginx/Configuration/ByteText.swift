/// Carries arbitrary bytes through `String`: UTF-8 stands as it is, any other byte as the scalar U+10FF00 plus it.
///
/// nginx compares and concatenates bytes, while paths and patterns are shown to people. The mapping is lossless in both
/// directions: text that already holds one of these private scalars is escaped byte by byte as well.
public enum ByteText {
  static let escapeBase: UInt32 = 0x10_FF00

  /// The text that stands for these bytes.
  public static func string(_ bytes: some Collection<UInt8>) -> String {
    if let quick = bytes.withContiguousStorageIfAvailable({ asciiString($0) }), let quick { return quick }
    return escapedString(Array(bytes))
  }

  /// The bytes that a text made by `string(_:)` stands for.
  public static func bytes(_ text: String) -> [UInt8] {
    var copy = text
    let hasEscape = copy.withUTF8 { utf8 in
      utf8.contains(0xF4)
    }
    guard hasEscape else { return Array(copy.utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(copy.utf8.count)
    for scalar in copy.unicodeScalars {
      if let byte = escapedByte(scalar) {
        result.append(byte)
      } else {
        result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
    return result
  }

  static func escapedByte(_ scalar: Unicode.Scalar) -> UInt8? {
    scalar.value >= escapeBase + 0x80 ? UInt8(truncatingIfNeeded: scalar.value) : nil
  }

  private static func asciiString(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    for byte in bytes where byte >= 0x80 { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escapedString(_ bytes: [UInt8]) -> String {
    var text = ""
    var index = 0
    while index < bytes.count {
      if let (scalar, length) = validScalar(bytes, at: index) {
        text.unicodeScalars.append(scalar)
        index += length
      } else {
        if let escape = Unicode.Scalar(escapeBase + UInt32(bytes[index])) { text.unicodeScalars.append(escape) }
        index += 1
      }
    }
    return text
  }

  private static func validScalar(_ bytes: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
    let first = bytes[start]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, start + length <= bytes.count else { return nil }
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for byte in bytes[(start + 1)..<(start + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, value < escapeBase + 0x80, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}

extension String {
  /// The bytes this text stands for (see `ByteText`).
  var byteArray: [UInt8] { ByteText.bytes(self) }
}
