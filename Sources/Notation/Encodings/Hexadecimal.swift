/// Hexadecimal digits.
public enum Hexadecimal {
  /// The value of a digit in either case; nil for any other byte.
  public static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// The digit for a value below 16.
  public static func digit(_ value: UInt8, uppercase: Bool = true) -> UInt8 {
    value < 10 ? 0x30 + value : (uppercase ? 0x37 : 0x57) + value
  }

  /// Two digits for each byte.
  public static func text(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
    var digits: [UInt8] = []
    for byte in bytes { digits += [digit(byte >> 4, uppercase: uppercase), digit(byte & 15, uppercase: uppercase)] }
    return String(decoding: digits, as: UTF8.self)
  }

  /// A number in lower-case digits, with zeros in front up to so many.
  public static func number(_ number: some BinaryInteger, digits: Int = 1) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
