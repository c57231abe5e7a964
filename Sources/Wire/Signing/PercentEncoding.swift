/// Percent-encoding as Signature Version 4 demands it: everything but RFC 3986's unreserved characters, in upper case.
public enum PercentEncoding {
  /// Encodes bytes; `/` stays where slashes are kept.
  public static func encode(_ bytes: some Sequence<UInt8>, keepingSlashes: Bool = false) -> String {
    bytes.reduce(into: "") { text, byte in
      if isUnreserved(byte) || (keepingSlashes && byte == 0x2f) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        text += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
  }

  /// Decodes `%XX`; anything else, a lone `%` too, stays as it is.
  public static func decode(_ text: some StringProtocol) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25, index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
    default: false
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
