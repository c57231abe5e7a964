import Notation

extension IPAddress {
  /// Reads an address as nginx does (`ngx_inet_addr`, `ngx_inet6_addr`), which is laxer than `inet_pton`.
  ///
  /// Octets are decimal however many zeros stand in front, an empty one is 0, and 255.255.255.255 is none, since its number
  /// is what nginx marks a failure with.
  init?(nginx text: String) {
    guard let bytes = text.contains(":") ? Self.ipv6(text) : Self.ipv4(text[...]) else { return nil }
    self.init(bytes: bytes)
  }

  private static func ipv4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part -> UInt8? in
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return part.isEmpty ? 0 : UInt8(part)
    }
    return bytes.count == 4 && bytes.contains { $0 != 255 } ? bytes : nil
  }

  /// An IPv6 address; only an IPv4 address at its end is read otherwise than elsewhere.
  private static func ipv6(_ text: String) -> [UInt8]? {
    guard text.contains("."), let colon = text.lastIndex(of: ":") else { return IPAddress(text)?.bytes }
    guard let tail = ipv4(text[text.index(after: colon)...]) else { return nil }
    return IPAddress(text[...colon] + tail.map(String.init).joined(separator: "."))?.bytes
  }
}
