import Notation
import Testing

/// IPv4 and IPv6 addresses in text.
@Suite struct IPAddressTests {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::00a", "2001:db8::a"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
    ("::ffff:10.0.0.1", "::ffff:10.0.0.1"), ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
  ])
  func readsAndWritesAddresses(text: String, canonical: String) {
    #expect(IPAddress(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.+4", "0x7f.0.0.1", ":", ":::", "1::2::3", "12345::",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "fe80::1%eth0", "[::1]", "g::", "::1.2.3.4:1", "-1::",
  ])
  func refusesWhatIsNoAddress(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ("127.1.2.3", IPAddress.Scope.loopback), ("10.0.0.1", .privateNetwork), ("172.31.0.1", .privateNetwork),
    ("172.32.0.1", .global), ("192.168.1.1", .privateNetwork), ("100.64.0.1", .privateNetwork),
    ("169.254.169.254", .linkLocal), ("0.0.0.0", .unspecified), ("224.0.0.1", .multicast), ("8.8.8.8", .global),
    ("::1", .loopback), ("::", .unspecified), ("fe80::1", .linkLocal), ("febf::1", .linkLocal), ("fec0::1", .global),
    ("fd00::1", .privateNetwork), ("ff02::1", .multicast), ("2001:db8::1", .global), ("::ffff:169.254.1.1", .linkLocal),
  ])
  func knowsScopes(text: String, scope: IPAddress.Scope) {
    #expect(IPAddress(text)?.scope == scope)
  }

  @Test(arguments: [
    ("::ffff:10.0.0.1", "10.0.0.1"), ("10.0.0.1", "10.0.0.1"), ("::10.0.0.1", "::a00:1"), ("fe80::1", "fe80::1"),
  ])
  func mappedAddressesAreThoseOfTheOtherFamily(text: String, unmapped: String) {
    #expect(IPAddress(text)?.unmapped.description == unmapped)
  }

  @Test(arguments: [("0.0.0.0", true), ("::", true), ("0.0.0.1", false), ("::1", false)])
  func wildcards(text: String, isWildcard: Bool) {
    #expect(IPAddress(text)?.isWildcard == isWildcard)
  }

  @Test(arguments: [[], [1], [1, 2, 3, 4, 5], [UInt8](repeating: 0, count: 17)])
  func addressesHaveFourOrSixteenBytes(bytes: [UInt8]) {
    #expect(IPAddress(bytes: bytes) == nil)
  }
}
