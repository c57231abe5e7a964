import Foundation
import Notation
import Testing

@testable import Wire

/// Certificates as openssl makes them, and damaged ones.
@Suite struct CertificateTests {
  @Test func tellsWhatItSays() async throws {
    let summary = try #require(CertificateSummary(parsing: try await Self.certificate()))
    #expect(summary.subject == "CN=shop.example, O=Example Ltd, emailAddress=a@shop.example")
    #expect(summary.issuer == "CN=issuer")
    #expect(summary.names == ["a.example", "*.b.example"])
    #expect(summary.addresses == [IPAddress("192.0.2.1"), IPAddress("2001:db8::1")])
    #expect(summary.issuerLocation == "http://ca.example/issuer.der")
    #expect(summary.notBefore == 1_577_836_800 && summary.notAfter == 2_524_608_000)
    #expect(!summary.isAuthority && !summary.isSelfIssued && !summary.serial.isEmpty)
  }

  /// Whatever was changed, the reader ends and tells either nothing or no more than there is.
  @Test func survivesDamage() async throws {
    let whole = try await Self.certificate()
    var random = SplitMix(state: 7)
    var read = 0
    let count = 10000
    for _ in 0..<count {
      let damaged = Self.damaged(whole, &random)
      guard let summary = CertificateSummary(parsing: damaged) else { continue }
      read += 1
      #expect(summary.encodedSubject.count + summary.encodedIssuer.count < damaged.count)
    }
    #expect(read > count / 100 && read < count)
  }

  @Test func refusesWhatIsNone() async throws {
    let whole = try await Self.certificate()
    for length in 0..<whole.count { #expect(CertificateSummary(parsing: Array(whole[..<length])) == nil) }
    #expect(CertificateSummary(parsing: Array(repeating: 0x30, count: 5000)) == nil)
    #expect(CertificateSummary(parsing: [0x30, 0x84, 0xff, 0xff, 0xff, 0xff]) == nil)
    #expect(CertificateSummary(parsing: [0x30, 0x80, 0x00, 0x00]) == nil)
  }

  private static func certificate() async throws -> [UInt8] {
    try await withTemporaryDirectory { directory in
      try Authority("issuer", in: directory).sign(
        "leaf", subject: "/CN=shop.example/O=Example Ltd/emailAddress=a@shop.example",
        extensions: [
          "subjectAltName=DNS:a.example,DNS:*.b.example,IP:192.0.2.1,IP:2001:db8::1",
          "authorityInfoAccess=OCSP;URI:http://ocsp.example/,caIssuers;URI:http://ca.example/issuer.der",
          "basicConstraints=critical,CA:FALSE",
        ], until: "20500101000000Z")
      let der = directory + "/leaf.der"
      _ = try run("/usr/bin/openssl", ["x509", "-in", directory + "/leaf.pem", "-outform", "der", "-out", der])
      return Array(try Data(contentsOf: URL(fileURLWithPath: der)))
    }
  }

  /// Bytes changed, left out, put in or moved, in one to four places.
  private static func damaged(_ whole: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = whole
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    return bytes
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
