import Foundation
import Notation
import Testing

/// Percent-encoding, Base64, hexadecimal digits.
@Suite struct EncodingsTests {
  static let every = (0...255).map { UInt8($0) }

  @Test(arguments: [ASCIISet.unreserved, .unreservedAndSlash, .pathPart, .browserPath, .browserQuery, ASCIISet("")])
  func whatIsEncodedIsDecoded(kept: ASCIISet) {
    // The percent sign itself is what a browser leaves as it is.
    let bytes = Self.every.filter { $0 != UInt8(ascii: "%") }
    for uppercase in [true, false] {
      let text = PercentEncoding.encode(bytes, keeping: kept, uppercase: uppercase)
      #expect(text.utf8.allSatisfy { kept.contains($0) || $0 == UInt8(ascii: "%") || Hexadecimal.value($0) != nil })
      #expect(PercentEncoding.decode(text) == bytes)
    }
  }

  @Test(arguments: [
    ("%", "%"), ("%4", "%4"), ("%4g", "%4g"), ("%41%", "A%"), ("%2f%2F", "//"), ("%%41", "%A"), ("+", "+"),
  ])
  func whatIsNoEscapeStays(text: String, decoded: String) {
    #expect(PercentEncoding.decode(text) == Array(decoded.utf8))
  }

  /// The sets as the URL standard lists them.
  @Test(arguments: [
    (ASCIISet.browserPath, "%22%23%3C%3E%3F%5E%60%7B%7D%20%7F", "!$%&'()*+,-./:;=@[\\]_|~"),
    (.browserQuery, "%22%23%3C%3E%27%20%7F", "!$%&()*+,-./:;=?@[\\]^_`{|}~"),
  ])
  func browsersEncodeThese(kept: ASCIISet, encoded: String, plain: String) {
    #expect(PercentEncoding.encode(PercentEncoding.decode(encoded), keeping: kept) == encoded)
    #expect(PercentEncoding.encode(plain.utf8, keeping: kept) == plain)
  }

  @Test(arguments: 0..<40)
  func base64IsThatOfFoundation(length: Int) {
    let bytes = Array((Self.every + Self.every).dropFirst(length * 5).prefix(length))
    let text = Data(bytes).base64EncodedString()
    #expect(Base64.encode(bytes) == text)
    #expect(Base64.decode(text) == bytes)
    let forURLs = text.replacing("+", with: "-").replacing("/", with: "_")
    #expect(Base64.encode(bytes, .url) == forURLs)
    #expect(Base64.decode(forURLs.replacing("=", with: "")) == bytes)
  }

  @Test(arguments: ["!", "YQ==*", "ü", "YQ =="])
  func whatIsNoBase64(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func digits() {
    #expect(Hexadecimal.text([0, 9, 0xAB, 0xFF]) == "0009abff")
    #expect(Hexadecimal.text([0xAB], uppercase: true) == "AB")
    #expect(Hexadecimal.number(0x1B, digits: 4) == "001b")
    #expect(Hexadecimal.number(0x202E) == "202e")
    #expect(Self.every.filter { Hexadecimal.value($0) != nil } == Array("0123456789ABCDEFabcdef".utf8))
    #expect((UInt8(0)..<16).allSatisfy { Hexadecimal.value(Hexadecimal.digit($0)) == $0 })
  }
}
