import Notation

/// Finds IP addresses in texts; loopback and "any" address name nobody and stay.
enum AddressScan {
  static func replacing(in text: String, with token: (String) -> String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: ".")) || bytes.contains(UInt8(ascii: ":")) else { return text }
    var (result, index): ([UInt8], Int) = ([], 0)
    while index < bytes.count {
      let end = bytes[index...].firstIndex { !isPart($0) } ?? bytes.count
      guard end > index else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result += replaced(bytes[index..<end], token)
      index = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A run of letters, digits, dots, colons and hyphens: an address stands in it alone, or with a port.
  private static func replaced(_ run: ArraySlice<UInt8>, _ token: (String) -> String) -> [UInt8] {
    let text = String(decoding: run, as: UTF8.self)
    let trimmed = text.reversed().drop { ".:".contains($0) }.count
    let (word, tail) = (String(text.prefix(trimmed)), text.dropFirst(trimmed))
    if isIPv6(word) { return Array((told(word, token) + tail).utf8) }
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.contains(where: isIPv4) else { return Array(run) }
    let shown = parts.dropFirst().reduce(isIPv4(first) ? told(String(first), token) : String(first)) { shown, part in
      shown + ":" + (isIPv4(part) ? told(String(part), token) : String(part))
    }
    return Array((shown + tail).utf8)
  }

  private static func told(_ address: String, _ token: (String) -> String) -> String {
    let isNobody = address.hasPrefix("127.") || ["0.0.0.0", "255.255.255.255", "::1", "::"].contains(address)
    return isNobody ? address : token(address)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte == 0x2D || byte == 0x2E || byte == 0x3A || byte == 0x5F || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Four decimal octets, zeros in front of them or not.
  private static func isIPv4(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && $0.first != "+" }
  }

  /// An IPv6 address, but none with an IPv4 address at its end, which is replaced by itself.
  private static func isIPv6(_ text: String) -> Bool {
    !text.contains(".") && IPAddress(text)?.family == .ipv6
  }
}
