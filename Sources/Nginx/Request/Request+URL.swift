import Notation

extension Request {
  /// The request a client makes for a URL: `Host` with the port if it is not the scheme's own, the target without the
  /// fragment. The local address is the URL's host if that is an address, else unknown.
  public init(url: String, method: String = "GET", local: Endpoint? = nil) throws(URLProblem) {
    let bytes = url.byteArray
    let colon = url.range(ofPrefixUpTo: "://")
    let scheme = colon.map { Bytes.lowercased(String(url[..<$0])) } ?? ""
    guard scheme == "http" || scheme == "https" else { throw .notHTTP(url) }
    if bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { throw .badCharacter(url) }
    let rest = bytes[(scheme.utf8.count + 3)...]
    let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
    let (name, port) = try Request.split(authority, url: url)
    guard !name.isEmpty else { throw .noHost(url) }
    let standard = scheme == "https" ? 443 : 80
    var target = Array(rest[end...].prefix { $0 != UInt8(ascii: "#") })
    if target.first != UInt8(ascii: "/") { target.insert(UInt8(ascii: "/"), at: 0) }
    let text = ByteText.string(name)
    let address = IPAddress(text.hasPrefix("[") ? String(text.dropFirst().dropLast()) : text)
    self.init(
      method: method, scheme: scheme, host: port == nil || port == standard ? text : "\(text):\(port ?? standard)",
      target: target, local: local ?? Endpoint(address: address, port: port ?? standard))
  }

  private static func split(
    _ authority: ArraySlice<UInt8>, url: String
  ) throws(URLProblem) -> (ArraySlice<UInt8>, Int?) {
    var name = authority
    var port: ArraySlice<UInt8> = []
    if authority.first == UInt8(ascii: "[") {
      guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { throw .badAddress(url) }
      name = authority[...close]
      let tail = authority[(close + 1)...]
      guard tail.isEmpty || tail.first == UInt8(ascii: ":") else { throw .badAddress(url) }
      guard IPAddress(ByteText.string(name.dropFirst().dropLast()))?.family == .ipv6 else { throw .badAddress(url) }
      port = tail.dropFirst()
    } else if let colon = authority.firstIndex(of: UInt8(ascii: ":")) {
      name = authority[..<colon]
      port = authority[(colon + 1)...]
    }
    if port.isEmpty { return (name, nil) }
    guard let number = Amounts.number(ByteText.string(port)), (1...65535).contains(number) else {
      throw .badPort(url)
    }
    return (name, number)
  }
}

extension String {
  /// Where the first occurrence of an ASCII text begins.
  func range(ofPrefixUpTo text: StaticString) -> String.Index? {
    let wanted = text.withUTF8Buffer(Array.init)
    let bytes = Array(utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      return utf8.index(utf8.startIndex, offsetBy: start)
    }
    return nil
  }
}
