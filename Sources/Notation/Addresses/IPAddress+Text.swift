extension IPAddress: CustomStringConvertible {
  /// Dotted quad, or the canonical IPv6 form of RFC 5952.
  public var description: String {
    if family == .ipv4 { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    if groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xffff {
      return "::ffff:" + bytes.suffix(4).map(String.init).joined(separator: ".")
    }
    guard let gap = IPAddress.longestZeroRun(groups) else { return IPAddress.joined(groups[...]) }
    return IPAddress.joined(groups[..<gap.lowerBound]) + "::" + IPAddress.joined(groups[gap.upperBound...])
  }

  private static func joined(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start: Int?
    for index in 0...groups.count {
      if index < groups.count, groups[index] == 0 {
        start = start ?? index
      } else if let begin = start {
        if index - begin > max(1, best?.count ?? 0) { best = begin..<index }
        start = nil
      }
    }
    return best
  }
}
