/// A set of ASCII characters, as the encodings of URLs have them.
public struct ASCIISet: Sendable, Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The characters of a text; those beyond ASCII are left out.
  public init(_ characters: String) {
    for byte in characters.utf8 where byte < 0x80 { insert(byte) }
  }

  public func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low & (1 << UInt64(byte)) != 0 : byte < 128 && high & (1 << UInt64(byte - 64)) != 0
  }

  /// Both sets' characters.
  public func union(_ other: ASCIISet) -> ASCIISet {
    var result = self
    result.low |= other.low
    result.high |= other.high
    return result
  }

  /// The printable characters, blank left out, without some.
  public static func printable(except characters: String) -> ASCIISet {
    let unwanted = ASCIISet(characters)
    var result = ASCIISet("")
    for byte in UInt8(0x21)...0x7E where !unwanted.contains(byte) { result.insert(byte) }
    return result
  }

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
  }
}

extension ASCIISet {
  /// RFC 3986's unreserved characters: letters, digits, `-._~`.
  public static let unreserved = ASCIISet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
  /// The unreserved characters and the slash.
  public static let unreservedAndSlash = unreserved.union(ASCIISet("/"))
  /// What a part between slashes may hold as it is (RFC 3986, `pchar`), without the apostrophe.
  public static let pathPart = unreserved.union(ASCIISet("!$&()*+,;=:@"))
  /// What a browser leaves as it is in a path (WHATWG URL, path percent-encode set).
  public static let browserPath = printable(except: "\"#<>?^`{}")
  /// What a browser leaves as it is in a query of an http URL (WHATWG URL, special-query percent-encode set).
  public static let browserQuery = printable(except: "\"#<>'")
}
