import Notation

/// nginx's URI escaping (`ngx_escape_uri`, `ngx_unescape_uri`).
enum Escape {
  private static let uriKept = ASCIISet.printable(except: "\"#%<>?\\^`{|}")
  private static let argumentsKept = ASCIISet.printable(except: "\"#%&+;<>?\\^`{|}")

  /// For paths in `Location` and towards upstreams (`NGX_ESCAPE_URI`).
  static func uri(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    Array(PercentEncoding.encode(bytes, keeping: uriKept).utf8)
  }

  /// For captures put into arguments (`NGX_ESCAPE_ARGS`).
  static func arguments(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    Array(PercentEncoding.encode(bytes, keeping: argumentsKept).utf8)
  }

  /// Decodes `%HH`; what is not two hexadecimal digits stays out as nginx drops it.
  static func decoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var pending: [UInt8] = []
    for byte in bytes {
      if pending.isEmpty {
        if byte == UInt8(ascii: "%") { pending = [byte] } else { result.append(byte) }
      } else if pending.count == 1 {
        if Hexadecimal.value(byte) != nil {
          pending.append(byte)
        } else {
          pending = []
          result.append(byte)
        }
      } else {
        if let high = Hexadecimal.value(pending[1]), let low = Hexadecimal.value(byte) {
          result.append(high << 4 | low)
        }
        pending = []
      }
    }
    return result
  }

  /// Decodes what need not be escaped in a redirect, up to the first `?` (`NGX_UNESCAPE_REDIRECT`).
  static func decodedForRedirect(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "?") { return result + bytes[index...] }
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = Hexadecimal.value(bytes[index + 1]),
        let low = Hexadecimal.value(bytes[index + 2])
      {
        let decoded = high << 4 | low
        index += 3
        if decoded == UInt8(ascii: "?") { return result + [decoded] + bytes[index...] }
        if decoded > UInt8(ascii: "%"), decoded < 0x7F {
          result.append(decoded)
        } else {
          result += bytes[(index - 3)..<index]
        }
        continue
      }
      result.append(byte)
      index += 1
    }
    return result
  }
}
