public import Notation

/// What a certificate says about itself (RFC 5280), as far as it matters for trusting a server.
public struct CertificateSummary: Sendable, Hashable {
  /// The subject, such as `CN=example.com, O=Example`; may be empty.
  public var subject = ""
  /// The issuer in the same form.
  public var issuer = ""
  /// The DNS names it is for, as written, with their wildcards.
  public var names: [String] = []
  /// The addresses it is for.
  public var addresses: [IPAddress] = []
  /// The first second of its time, counted from 1970.
  public var notBefore: Int = 0
  /// The last second of its time, counted from 1970.
  public var notAfter: Int = 0
  /// The serial number in hexadecimal.
  public var serial = ""
  /// Whether it may issue others.
  public var isAuthority = false
  /// Where it says its issuer's certificate can be fetched.
  public var issuerLocation: String?
  /// Subject and issuer as encoded, by which chains are linked.
  var encodedSubject: [UInt8] = []
  var encodedIssuer: [UInt8] = []

  /// Makes a summary of which nothing is known.
  public init() {}

  /// Whether subject and issuer are the same.
  public var isSelfIssued: Bool { encodedSubject == encodedIssuer }

  /// Whether it is for a host, by the rules of RFC 9525: no common name, `*` for one whole leftmost label.
  public func covers(_ host: String) -> Bool {
    if let address = IPAddress(host) { return addresses.contains(address) }
    let wanted = (host.hasSuffix(".") ? String(host.dropLast()) : host).lowercased()
    return names.contains { name in
      let pattern = name.lowercased()
      guard pattern.hasPrefix("*.") else { return pattern == wanted }
      guard let dot = wanted.firstIndex(of: "."), dot != wanted.startIndex else { return false }
      return wanted[dot...] == pattern.dropFirst()
    }
  }
}
