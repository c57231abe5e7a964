/// Percent-encoding (RFC 3986, section 2.1).
public enum PercentEncoding {
  /// Encodes every byte that is not kept, in upper-case digits unless others are wanted.
  public static func encode(
    _ bytes: some Sequence<UInt8>, keeping kept: ASCIISet = .unreserved, uppercase: Bool = true
  ) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.underestimatedCount)
    for byte in bytes {
      if kept.contains(byte) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(Hexadecimal.digit(byte >> 4, uppercase: uppercase))
        result.append(Hexadecimal.digit(byte & 15, uppercase: uppercase))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Decodes `%XX`; anything else, a lone `%` too, stays as it is.
  public static func decode(_ text: some StringProtocol) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = Hexadecimal.value(bytes[index + 1]),
        let low = Hexadecimal.value(bytes[index + 2])
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
}
