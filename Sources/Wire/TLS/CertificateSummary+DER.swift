import Notation
import SwiftASN1

extension CertificateSummary {
  /// Reads an encoded certificate (RFC 5280, section 4.1); nil when it is none.
  public init?(parsing der: [UInt8]) {
    guard let certificate = try? DER.parse(der), certificate.identifier == .sequence,
      let signed = certificate.children.first, signed.identifier == .sequence
    else { return nil }
    var fields = signed.children[...]
    if fields.first?.identifier == .context(0) { fields.removeFirst() }
    let kinds: [ASN1Identifier] = [.integer, .sequence, .sequence, .sequence, .sequence, .sequence]
    guard fields.prefix(6).map(\.identifier) == kinds else { return nil }
    let required = Array(fields.prefix(6))
    let (issuer, validity, subject) = (required[2], required[3].children, required[4])
    guard validity.count == 2, let from = DERTime.seconds(validity[0]), let until = DERTime.seconds(validity[1]) else {
      return nil
    }
    serial = Hexadecimal.text(required[0].bytes)
    encodedIssuer = Array(issuer.encodedBytes)
    encodedSubject = Array(subject.encodedBytes)
    self.issuer = CertificateSummary.name(issuer)
    self.subject = CertificateSummary.name(subject)
    notBefore = from
    notAfter = until
    for element in fields.dropFirst(6) where element.identifier == .context(3) {
      for entry in element.children.flatMap(\.children) { read(extension: entry) }
    }
  }

  private mutating func read(extension entry: ASN1Node) {
    guard let identifier = entry.children.first.flatMap({ try? ASN1ObjectIdentifier(derEncoded: $0) }),
      let value = entry.children.last, value.identifier == .octetString, let content = try? DER.parse(value.bytes),
      content.identifier == .sequence
    else { return }
    switch identifier {
    case [2, 5, 29, 17]: read(alternativeNames: content)
    case [2, 5, 29, 19]:
      isAuthority = content.children.contains { $0.identifier == .boolean && $0.bytes.first == 0xff }
    case [1, 3, 6, 1, 5, 5, 7, 1, 1]: read(authorityAccess: content)
    default: break
    }
  }

  private mutating func read(alternativeNames content: ASN1Node) {
    for name in content.children {
      switch name.identifier {
      case .context(2): names.append(String(decoding: name.bytes, as: UTF8.self))
      case .context(7): if let address = IPAddress(bytes: Array(name.bytes)) { addresses.append(address) }
      default: break
      }
    }
  }

  private mutating func read(authorityAccess content: ASN1Node) {
    for description in content.children.map(\.children) {
      guard let first = description.first, let method = try? ASN1ObjectIdentifier(derEncoded: first),
        method == [1, 3, 6, 1, 5, 5, 7, 48, 2], description.count == 2, description[1].identifier == .context(6)
      else { continue }
      issuerLocation = issuerLocation ?? String(decoding: description[1].bytes, as: UTF8.self)
    }
  }

  private static func name(_ element: ASN1Node) -> String {
    var parts: [String] = []
    for attribute in element.children.flatMap(\.children).map(\.children) where attribute.count >= 2 {
      guard let identifier = try? ASN1ObjectIdentifier(derEncoded: attribute[0]) else { continue }
      let label = attributeLabels[identifier] ?? "OID.\(Hexadecimal.text(attribute[0].bytes))"
      parts.append("\(label)=\(text(attribute[1]))")
    }
    return parts.joined(separator: ", ")
  }

  private static func text(_ value: ASN1Node) -> String {
    guard value.identifier == .bmpString else { return String(decoding: value.bytes, as: UTF8.self) }
    let bytes = Array(value.bytes)
    let units = stride(from: 0, to: bytes.count / 2 * 2, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    return String(decoding: units, as: UTF16.self)
  }

  private static let attributeLabels: [ASN1ObjectIdentifier: String] = [
    [2, 5, 4, 3]: "CN", [2, 5, 4, 6]: "C", [2, 5, 4, 7]: "L", [2, 5, 4, 8]: "ST", [2, 5, 4, 10]: "O",
    [2, 5, 4, 11]: "OU", [2, 5, 4, 5]: "serialNumber", [1, 2, 840, 113549, 1, 9, 1]: "emailAddress",
  ]
}
