/// An IPv4 or IPv6 address as its network-order bytes.
public struct IPAddress: Sendable, Hashable {
  /// Four or sixteen bytes in network order.
  public let bytes: [UInt8]

  /// Takes packed bytes; nil unless there are four or sixteen of them.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads dotted-quad IPv4 or RFC 4291 IPv6 text, without brackets, port or zone; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parsed = text.contains(":") ? IPAddress.ipv6Bytes(text) : IPAddress.ipv4Bytes(text)
    guard let parsed else { return nil }
    bytes = parsed
  }

  /// The family that the number of bytes implies.
  public var family: AddressFamily { bytes.count == 4 ? .ipv4 : .ipv6 }

  private static func ipv4Bytes(_ text: some StringProtocol) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      let plain = part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      guard plain, part.utf8.count <= 3, part == "0" || !part.hasPrefix("0"), let byte = UInt8(part) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func ipv6Bytes(_ text: some StringProtocol) -> [UInt8]? {
    guard let gap = gapRange(in: text) else {
      let groups = ipv6Groups(text)
      return groups?.count == 16 ? groups : nil
    }
    guard let head = ipv6Groups(text[..<gap.lowerBound]), let tail = ipv6Groups(text[gap.upperBound...]),
      head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func gapRange<Text: StringProtocol>(in text: Text) -> Range<Text.Index>? {
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == ":", next < text.endIndex, text[next] == ":" { return index..<text.index(after: next) }
      index = next
    }
    return nil
  }

  private static func ipv6Groups(_ text: some StringProtocol) -> [UInt8]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if part.contains("."), index == parts.count - 1 {
        guard let tail = ipv4Bytes(part) else { return nil }
        bytes += tail
      } else {
        let plain = part.utf8.count <= 4 && part.allSatisfy(\.isHexDigit)
        guard plain, let group = UInt16(part, radix: 16) else { return nil }
        bytes += [UInt8(group >> 8), UInt8(group & 0xff)]
      }
    }
    return bytes
  }
}

extension IPAddress {
  /// Whether it is 0.0.0.0 or ::, which a listener takes for every address.
  public var isWildcard: Bool { bytes.allSatisfy { $0 == 0 } }

  /// The IPv4 address inside an IPv4-mapped IPv6 address, else the address itself.
  public var unmapped: IPAddress {
    guard bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff else {
      return self
    }
    return IPAddress(bytes: Array(bytes[12...])) ?? self
  }
}
