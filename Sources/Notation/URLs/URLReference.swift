/// The parts of a URL or of a reference to one, as they are written (RFC 3986, section 3).
///
/// Nothing is judged, decoded or put into order here: every text has these parts.
public struct URLReference: Sendable, Hashable {
  /// `https`, without its colon, in the case it is written in; nil for a reference without one.
  public let scheme: String?
  /// `user:password`, encoded as it is written; nil where there is none.
  public let userInfo: String?
  /// `example.com:8443` or `[::1]`; nil where nothing follows `//`, or no `//` stands there.
  public let hostAndPort: String?
  /// What follows up to a question or number sign; empty where nothing does.
  public let path: String
  /// What stands between the question sign and the number sign; nil where there is no question sign.
  public let query: String?
  /// What follows the number sign.
  public let fragment: String?

  /// Takes a text apart, byte by byte: a mark over a slash does not make another character of it.
  public init(_ text: some StringProtocol) {
    var rest = Substring(text).utf8
    func take(upTo ends: StaticString) -> Substring.UTF8View {
      let part = rest.prefix { byte in !ends.withUTF8Buffer { $0.contains(byte) } }
      rest = rest[part.endIndex...]
      return part
    }
    let name = rest.prefix { !":/?#".utf8.contains($0) }
    let isScheme = name.first.map(Self.letters.contains) == true && name.allSatisfy(Self.schemeBytes.contains)
    if isScheme, rest[name.endIndex...].first == UInt8(ascii: ":") {
      scheme = String(Substring(name))
      rest = rest[name.endIndex...].dropFirst()
    } else {
      scheme = nil
    }
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let authority = take(upTo: "/?#")
      let at = authority.lastIndex(of: UInt8(ascii: "@"))
      userInfo = at.map { String(Substring(authority[..<$0])) }
      hostAndPort = String(Substring(at.map { authority[$0...].dropFirst() } ?? authority))
    } else {
      (userInfo, hostAndPort) = (nil, nil)
    }
    path = String(Substring(take(upTo: "?#")))
    let query = take(upTo: "#")
    self.query = query.isEmpty ? nil : String(Substring(query.dropFirst()))
    fragment = rest.isEmpty ? nil : String(Substring(rest.dropFirst()))
  }

  private static let letters = ASCIISet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  private static let schemeBytes = letters.union(ASCIISet("0123456789+-."))

  /// Path and query, as a request has them.
  var target: String { path + (query.map { "?" + $0 } ?? "") }
}

extension URLReference: CustomStringConvertible {
  /// The text without user and password, which no message may repeat.
  public var description: String {
    (scheme.map { $0 + ":" } ?? "") + (hostAndPort.map { "//" + $0 } ?? "") + target + (fragment.map { "#" + $0 } ?? "")
  }
}
