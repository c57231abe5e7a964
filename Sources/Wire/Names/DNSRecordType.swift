import Notation

/// The DNS record types that name resolution deals with (RFC 1035, RFC 3596).
public enum DNSRecordType: UInt16, Sendable, Hashable {
  /// An IPv4 address.
  case a = 1
  /// An alias for another name.
  case cname = 5
  /// An IPv6 address.
  case aaaa = 28

  init(_ family: AddressFamily) {
    self = family == .ipv4 ? .a : .aaaa
  }
}
