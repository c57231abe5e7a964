/// ASCII-only work on bytes, as nginx's own string functions do it.
enum Bytes {
  static func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

  static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.map(lowercased) }

  static func lowercased(_ text: String) -> String { ByteText.string(lowercased(text.byteArray)) }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
