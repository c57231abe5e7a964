/// Hexadecimal digits as bytes.
enum Hexadecimal {
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  /// The digit for a value below 16.
  static func digit(_ value: UInt8, uppercase: Bool = true) -> UInt8 {
    value < 10 ? 48 + value : (uppercase ? 55 : 87) + value
  }
}
