import Notation

/// What a server's first bytes in a TLS handshake give away before anything is encrypted (RFC 8446, section 4.1.3).
struct ServerHello: Sendable, Hashable {
  var version: UInt16
  var cipher: UInt16

  /// The version as OpenSSL spells it.
  var versionName: String {
    switch version {
    case 0x0304: "TLSv1.3"
    case 0x0303: "TLSv1.2"
    case 0x0302: "TLSv1.1"
    case 0x0301: "TLSv1"
    default: "0x" + Hexadecimal.number(version)
    }
  }

  /// The IANA name, or the number for a suite that this client does not offer.
  var cipherName: String {
    ServerHello.cipherNames[cipher] ?? "0x" + Hexadecimal.number(cipher)
  }

  /// Reads the first record that a server sent; nil when it is no ServerHello.
  init?(parsing bytes: [UInt8]) {
    let sessionLength = 5 + 4 + 2 + 32
    guard bytes.count > sessionLength, bytes[0] == 0x16, bytes[1] == 3, bytes[5] == 2 else { return nil }
    let suite = sessionLength + 1 + Int(bytes[sessionLength])
    guard bytes.count >= suite + 3 else { return nil }
    let number = { (at: Int) in UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]) }
    version = number(9)
    cipher = number(suite)
    var position = suite + 5
    while position + 4 <= bytes.count {
      let length = Int(number(position + 2))
      if number(position) == 0x002b, length == 2, position + 6 <= bytes.count {
        version = number(position + 4)
        return
      }
      position += 4 + length
    }
  }

  private static let cipherNames: [UInt16: String] = [
    0x1301: "TLS_AES_128_GCM_SHA256", 0x1302: "TLS_AES_256_GCM_SHA384", 0x1303: "TLS_CHACHA20_POLY1305_SHA256",
    0xc02b: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 0xc02f: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    0xc02c: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", 0xc030: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    0xcca9: "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", 0xcca8: "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    0xc009: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", 0xc013: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    0xc00a: "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", 0xc014: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    0x009c: "TLS_RSA_WITH_AES_128_GCM_SHA256", 0x009d: "TLS_RSA_WITH_AES_256_GCM_SHA384",
    0x002f: "TLS_RSA_WITH_AES_128_CBC_SHA", 0x0035: "TLS_RSA_WITH_AES_256_CBC_SHA",
  ]
}
