/// The argument of `allow` or `deny`.
struct AccessRule {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  func matches(_ client: String) -> Bool {
    if text == "all" { return true }
    if text == "unix:" { return client == "unix:" }
    let parts = text.split(separator: "/", maxSplits: 1)
    guard let network = parts.first.flatMap({ IPAddress(String($0)) }), let address = IPAddress(client) else {
      return false
    }
    let bytes = network.family == .ipv4 || address.bytes.count != 16 ? address.unmapped : address.bytes
    guard bytes.count == network.bytes.count else { return false }
    let whole = bytes.count * 8
    let bits = parts.count == 2 ? Amounts.number(String(parts[1])) ?? whole : whole
    return (0..<min(bits, whole)).allSatisfy { bit in
      (bytes[bit / 8] ^ network.bytes[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
    }
  }
}
