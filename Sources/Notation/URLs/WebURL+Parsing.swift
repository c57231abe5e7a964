extension WebURL {
  /// Reads an absolute URL as a browser reads what is typed or pasted.
  ///
  /// - Throws: `WebURLError` where it is none, or one of another kind.
  public init(parsing text: String) throws(WebURLError) {
    try self.init(URLReference(Self.stripped(text)))
  }

  /// Whether the URL cannot be told to be the same as the text by eye: because something had to be encoded.
  public func isEncodedOtherwise(than text: String) -> Bool {
    let written = URLReference(Self.stripped(text))
    let target = written.target.hasPrefix("/") ? written.target : "/" + written.target
    return target != self.target || written.hostAndPort?.utf8.contains { $0 >= 0x80 } == true
  }

  /// - Parameter scheme: that of a reference without one of its own; nil where it has to have one.
  init(_ reference: URLReference, of scheme: Scheme? = nil) throws(WebURLError) {
    guard let name = reference.scheme ?? scheme?.rawValue else { throw .relative }
    guard let scheme = Scheme(rawValue: name.lowercased()), let authority = reference.hostAndPort else {
      throw .unsupportedScheme(name.lowercased())
    }
    (host, port) = try Self.split(authority, scheme)
    self.scheme = scheme
    target = Self.encoded(path: reference.path.hasPrefix("/") ? reference.path : "/" + reference.path, reference.query)
    credentials = reference.userInfo.flatMap { WebCredentials($0) }
  }

  /// The text without blanks and control characters around it, and without line breaks and tabs in it.
  static func stripped(_ text: String) -> String {
    let isOuter = { (scalar: Unicode.Scalar) in scalar.value <= 0x20 }
    let trimmed = text.unicodeScalars.drop(while: isOuter).reversed().drop(while: isOuter).reversed()
    var result = String.UnicodeScalarView()
    result.append(contentsOf: trimmed.filter { !"\n\r\t".unicodeScalars.contains($0) })
    return String(result)
  }

  /// Path and query with what no browser sends as it is percent-encoded; a percent sign stays.
  static func encoded(path: String, _ query: String?) -> String {
    PercentEncoding.encode(path.utf8, keeping: .browserPath)
      + (query.map { "?" + PercentEncoding.encode($0.utf8, keeping: .browserQuery) } ?? "")
  }

  private static func split(_ text: String, _ scheme: Scheme) throws(WebURLError) -> (String, Int) {
    var (name, port) = (text[...], Substring())
    if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
      let after = text[text.index(after: close)...]
      guard let address = IPAddress(text[..<close].dropFirst()), address.family == .ipv6,
        after.isEmpty || after.hasPrefix(":")
      else { throw .badHost(text) }
      return ("\(address)", try number(after.dropFirst(), scheme))
    }
    if let colon = text.lastIndex(of: ":") {
      name = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    return (try asciiName(name), try number(port, scheme))
  }

  private static func number(_ port: Substring, _ scheme: Scheme) throws(WebURLError) -> Int {
    if port.isEmpty { return scheme.defaultPort }
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port), (1...65535).contains(number)
    else { throw .badPort(String(port)) }
    return number
  }

  private static func asciiName(_ host: Substring) throws(WebURLError) -> String {
    let isWritten = host.unicodeScalars.allSatisfy {
      $0.isASCII || $0.properties.isAlphabetic || $0.properties.generalCategory == .nonspacingMark
        || $0.properties.generalCategory == .spacingMark || $0.properties.generalCategory == .decimalNumber
    }
    guard isWritten, let name = Punycode.hostName(String(host)), !name.isEmpty, name.utf8.allSatisfy(hostBytes.contains)
    else { throw .badHost(String(host)) }
    return name
  }

  private static let hostBytes = ASCIISet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._")
}
