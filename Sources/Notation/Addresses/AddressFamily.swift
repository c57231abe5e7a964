/// The two families an Internet address can belong to.
public enum AddressFamily: String, Sendable, Hashable, CaseIterable, Codable {
  /// Four bytes, DNS record type A.
  case ipv4
  /// Sixteen bytes, DNS record type AAAA.
  case ipv6
}
