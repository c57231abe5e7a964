extension IPAddress {
  /// How far an address reaches, after the IANA special-purpose registries (RFC 6890).
  public enum Scope: String, Sendable, Hashable {
    /// 127.0.0.0/8 and ::1: this machine.
    case loopback
    /// RFC 1918, RFC 6598 shared space and fc00::/7: some private network.
    case privateNetwork
    /// 169.254.0.0/16 and fe80::/10, home of cloud metadata services.
    case linkLocal
    /// 0.0.0.0/8 and ::, which connect to this machine.
    case unspecified
    /// 224.0.0.0/4, 240.0.0.0/4 and ff00::/8.
    case multicast
    /// Anything else.
    case global
  }

  /// The scope of the address; an IPv4-mapped IPv6 address has that of the IPv4 address inside.
  public var scope: Scope { family == .ipv4 ? IPAddress.ipv4Scope(bytes) : ipv6Scope }

  private static func ipv4Scope(_ bytes: [UInt8]) -> Scope {
    switch (bytes[0], bytes[1]) {
    case (127, _): .loopback
    case (10, _), (172, 16...31), (192, 168), (100, 64...127): .privateNetwork
    case (169, 254): .linkLocal
    case (0, _): .unspecified
    case (224..., _): .multicast
    default: .global
    }
  }

  private var ipv6Scope: Scope {
    let leadingZeros = bytes.prefix { $0 == 0 }.count
    if leadingZeros == 16 { return .unspecified }
    if leadingZeros == 15, bytes[15] == 1 { return .loopback }
    if unmapped.family == .ipv4 { return unmapped.scope }
    switch bytes[0] {
    case 0xfc, 0xfd: return .privateNetwork
    case 0xfe where bytes[1] & 0xc0 == 0x80: return .linkLocal
    case 0xff: return .multicast
    default: return .global
    }
  }
}
