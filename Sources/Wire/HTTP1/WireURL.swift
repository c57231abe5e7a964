import Notation

/// An `http` or `https` URL, taken apart as far as sending a request needs it.
public struct WireURL: Sendable, Hashable {
  /// The schemes an exchange can speak.
  public enum Scheme: String, Sendable, Hashable {
    /// HTTP over plain TCP.
    case http
    /// HTTP over TLS.
    case https

    /// The port that goes without saying.
    public var defaultPort: Int { self == .http ? 80 : 443 }
  }

  /// The scheme.
  public var scheme: Scheme
  /// The host in lower case, other scripts in their ASCII form; an IPv6 address without its brackets.
  public var host: String
  /// The port, given or implied.
  public var port: Int
  /// Path and query as they go into the request line; never empty, without fragment.
  public var target: String

  /// Takes the parts as they are.
  public init(scheme: Scheme, host: String, port: Int? = nil, target: String = "/") {
    self.scheme = scheme
    self.host = host
    self.port = port ?? scheme.defaultPort
    self.target = target
  }

  /// Reads an absolute URL; a user and password in it are dropped, bytes no request line can hold are percent-encoded.
  public init(parsing text: String) throws(WireURLError) {
    let trimmed = text.trimmingBlanks()
    guard let colon = trimmed.firstIndex(of: ":"), trimmed[colon...].hasPrefix("://") else {
      throw WireURL.isReference(trimmed) ? .relative : .unsupportedScheme(WireURL.schemeName(trimmed) ?? "")
    }
    guard let scheme = Scheme(rawValue: trimmed[..<colon].lowercased()) else {
      throw .unsupportedScheme(trimmed[..<colon].lowercased())
    }
    let rest = trimmed[trimmed.index(colon, offsetBy: 3)...]
    let authority = rest.prefix { !"/?#".contains($0) }
    let hostAndPort = authority[
      (authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex)...]
    (host, port) = try WireURL.split(hostAndPort, scheme)
    self.scheme = scheme
    let tail = rest[authority.endIndex...].prefix { $0 != "#" }
    target = WireURL.escaped(tail.hasPrefix("/") ? String(tail) : "/" + tail)
  }

  private static func split(_ text: Substring, _ scheme: Scheme) throws(WireURLError) -> (String, Int) {
    var host = text
    var port: Substring = ""
    var name: String?
    if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<close]
      let after = text[text.index(after: close)...]
      guard IPAddress(host)?.family == .ipv6, after.isEmpty || after.hasPrefix(":") else {
        throw .badHost(String(text))
      }
      port = after.dropFirst()
      name = host.lowercased()
    } else {
      if let colon = text.lastIndex(of: ":") {
        host = text[..<colon]
        port = text[text.index(after: colon)...]
      }
    }
    let result = if let name { name } else { try asciiName(host) }
    if port.isEmpty { return (result, scheme.defaultPort) }
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port), (1...65535).contains(number)
    else { throw .badPort(String(port)) }
    return (result, number)
  }

  private static func asciiName(_ host: Substring) throws(WireURLError) -> String {
    let isWritten = host.unicodeScalars.allSatisfy {
      $0.isASCII || $0.properties.isAlphabetic || $0.properties.generalCategory == .nonspacingMark
        || $0.properties.generalCategory == .spacingMark || $0.properties.generalCategory == .decimalNumber
    }
    guard isWritten, let name = Punycode.hostName(String(host)), !name.isEmpty, name.utf8.allSatisfy(isHostByte) else {
      throw .badHost(String(host))
    }
    return name
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
  }

  /// Percent-encodes blanks, control bytes and bytes beyond ASCII; everything else stays as written.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) { return text }
    return text.utf8.reduce(into: "") { result, byte in
      if byte > 0x20, byte < 0x7f {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
  }
}
