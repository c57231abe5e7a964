import Notation

extension CertificateSummary {
  /// Reads an encoded certificate (RFC 5280, section 4.1); nil when it is none.
  public init?(parsing der: [UInt8]) {
    var outer = DERReader(der[...])
    guard var certificate = outer.next(0x30)?.children, var fields = certificate.next(0x30)?.children else {
      return nil
    }
    _ = fields.next(0xa0)
    guard let number = fields.next(0x02), fields.next(0x30) != nil, let issuer = fields.next(0x30),
      var validity = fields.next(0x30)?.children, let subject = fields.next(0x30), fields.next(0x30) != nil,
      let from = validity.next().flatMap(DERTime.seconds), let until = validity.next().flatMap(DERTime.seconds)
    else { return nil }
    serial = Hexadecimal.text(number.content)
    encodedIssuer = Array(issuer.encoding)
    encodedSubject = Array(subject.encoding)
    self.issuer = CertificateSummary.name(issuer)
    self.subject = CertificateSummary.name(subject)
    notBefore = from
    notAfter = until
    for element in fields.elements where element.tag == 0xa3 {
      var wrapper = element.children
      for var entry in (wrapper.next(0x30)?.children.elements ?? []).map(\.children) { read(extension: &entry) }
    }
  }

  private mutating func read(extension entry: inout DERReader) {
    guard let identifier = entry.next(0x06) else { return }
    _ = entry.next(0x01)
    guard var value = entry.next(0x04)?.children, let content = value.next(0x30) else { return }
    switch Array(identifier.content) {
    case [0x55, 0x1d, 0x11]: read(alternativeNames: content)
    case [0x55, 0x1d, 0x13]:
      isAuthority = content.children.elements.contains { $0.tag == 0x01 && $0.content.first == 0xff }
    case [0x2b, 6, 1, 5, 5, 7, 1, 1]: read(authorityAccess: content)
    default: break
    }
  }

  private mutating func read(alternativeNames content: DERReader.Element) {
    for name in content.children.elements {
      switch name.tag {
      case 0x82: names.append(String(decoding: name.content, as: UTF8.self))
      case 0x87: if let address = IPAddress(bytes: Array(name.content)) { addresses.append(address) }
      default: break
      }
    }
  }

  private mutating func read(authorityAccess content: DERReader.Element) {
    for var description in content.children.elements.map(\.children) {
      let method = description.next(0x06).map { Array($0.content) }
      guard method == [0x2b, 6, 1, 5, 5, 7, 0x30, 2], let location = description.next(0x86) else { continue }
      issuerLocation = issuerLocation ?? String(decoding: location.content, as: UTF8.self)
    }
  }

  private static func name(_ element: DERReader.Element) -> String {
    var parts: [String] = []
    for var attribute in element.children.elements.flatMap({ $0.children.elements }).map(\.children) {
      guard let identifier = attribute.next(0x06), let value = attribute.next() else { continue }
      let label = attributeLabels[Array(identifier.content)] ?? "OID.\(Hexadecimal.text(identifier.content))"
      parts.append("\(label)=\(text(value))")
    }
    return parts.joined(separator: ", ")
  }

  private static func text(_ value: DERReader.Element) -> String {
    guard value.tag == 0x1e else { return String(decoding: value.content, as: UTF8.self) }
    let units = stride(
      from: value.content.startIndex, to: value.content.startIndex + value.content.count / 2 * 2, by: 2
    ).map {
      UInt16(value.content[$0]) << 8 | UInt16(value.content[$0 + 1])
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static let attributeLabels: [[UInt8]: String] = [
    [0x55, 4, 3]: "CN", [0x55, 4, 6]: "C", [0x55, 4, 7]: "L", [0x55, 4, 8]: "ST", [0x55, 4, 10]: "O",
    [0x55, 4, 11]: "OU", [0x55, 4, 5]: "serialNumber",
    [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1]: "emailAddress",
  ]
}
