/// An IPv4 or IPv6 address as its 4 or 16 bytes.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  public init?(_ text: String) {
    if let parsed = IPAddress.parseIPv4(Substring(text)) ?? IPAddress.parseIPv6(text) {
      bytes = parsed
    } else {
      return nil
    }
  }

  public var family: AddressFamily { bytes.count == 4 ? .ipv4 : .ipv6 }

  public var isWildcard: Bool { bytes.allSatisfy { $0 == 0 } }

  /// The IPv4 address inside an IPv4-mapped IPv6 address, else the address itself.
  var unmapped: [UInt8] {
    let mapped = bytes.count == 16 && bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
    return mapped ? Array(bytes[12...]) : bytes
  }

  public var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    guard let gap = IPAddress.longestGap(groups) else { return IPAddress.hex(groups[...]) }
    return IPAddress.hex(groups[..<gap.lowerBound]) + "::" + IPAddress.hex(groups[gap.upperBound...])
  }

  private static func hex(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  private static func longestGap(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var index = 0
    while index < groups.count {
      var end = index
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - index > 1, end - index > best?.count ?? 0 { best = index..<end }
      index = max(end, index + 1)
    }
    return best
  }

  private static func parseIPv4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part in
      part.utf8.allSatisfy { (48...57).contains($0) } && part.utf8.count <= 3 ? UInt8(part) : nil
    }
    return bytes.count == 4 ? bytes : nil
  }

  private static func parseIPv6(_ text: String) -> [UInt8]? {
    guard text.contains(":"), !text.contains(":::") else { return nil }
    var halves: [[UInt8]] = [[]]
    var rest = Substring(text)
    if rest.hasPrefix("::") {
      halves.append([])
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let piece = rest.prefix { $0 != ":" }
      rest = rest.dropFirst(piece.count)
      if piece.contains(".") {
        guard rest.isEmpty, let four = parseIPv4(piece) else { return nil }
        halves[halves.count - 1] += four
        break
      }
      guard !piece.isEmpty, piece.utf8.count <= 4, let value = UInt16(piece, radix: 16) else { return nil }
      halves[halves.count - 1] += [UInt8(value >> 8), UInt8(value & 255)]
      if rest.hasPrefix("::") {
        guard halves.count == 1 else { return nil }
        halves.append([])
        rest = rest.dropFirst(2)
      } else if !rest.isEmpty {
        rest = rest.dropFirst()
        if rest.isEmpty { return nil }
      }
    }
    let count = halves.reduce(0) { $0 + $1.count }
    guard halves.count == 2 ? count <= 14 : count == 16 else { return nil }
    return halves[0] + [UInt8](repeating: 0, count: 16 - count) + (halves.count == 2 ? halves[1] : [])
  }
}
