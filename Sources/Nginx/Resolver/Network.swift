import Notation

/// An address with a number of leading bits: `10.0.0.0/8`, `::1` (`ngx_ptocidr`).
struct Network: Equatable {
  /// The address with all but the leading bits cleared.
  let bytes: [UInt8]
  let bits: Int

  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ IPAddress(nginx: String($0)) }) else { return nil }
    let whole = address.bytes.count * 8
    var bits = whole
    if parts.count == 2 {
      guard let count = Network.bits(String(parts[1]), whole: whole) else { return nil }
      bits = count
    }
    self.bits = bits
    bytes = address.bytes.indices.map { address.bytes[$0] & Network.mask(of: $0, bits: bits) }
  }

  /// A number of bits, or a mask written as an address.
  private static func bits(_ text: String, whole: Int) -> Int? {
    if let count = Amounts.number(text) { return count <= whole ? count : nil }
    guard let mask = IPAddress(nginx: text), mask.bytes.count * 8 == whole else { return nil }
    return mask.bytes.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  private static func mask(of byte: Int, bits: Int) -> UInt8 {
    let left = bits - byte * 8
    return left >= 8 ? 255 : left <= 0 ? 0 : ~(255 >> UInt8(left))
  }

  /// Whether an address of the same family lies in it.
  func contains(_ address: [UInt8]) -> Bool {
    address.count == bytes.count
      && bytes.indices.allSatisfy { address[$0] & Network.mask(of: $0, bits: bits) == bytes[$0] }
  }
}
