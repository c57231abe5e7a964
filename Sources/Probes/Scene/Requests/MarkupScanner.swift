/// Finds the start tags of a page; comments, scripts and styles are passed over as HTML's own tokenizer does.
struct MarkupScanner {
  struct Tag {
    let name: String
    /// Attribute values by name in lower case, with character references of URLs resolved; the first of a name counts.
    let attributes: [String: String]
  }

  private let bytes: [UInt8]
  /// More tags than this are not read.
  private static let limit = 5000

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func tags() -> [Tag] {
    var tags: [Tag] = []
    var index = 0
    while tags.count < Self.limit, let open = next(UInt8(ascii: "<"), from: index) {
      index = open + 1
      if starts(with: "!--", at: index) {
        index = find("-->", from: index + 3) ?? bytes.count
        continue
      }
      guard index < bytes.count, Self.isLetter(bytes[index]) else { continue }
      let name = word(&index)
      let attributes = attributes(&index)
      tags.append(Tag(name: name, attributes: attributes))
      if ["script", "style", "textarea", "title"].contains(name) {
        index = find("</\(name)", from: index) ?? bytes.count
      }
    }
    return tags
  }

  private func attributes(_ index: inout Int) -> [String: String] {
    var attributes: [String: String] = [:]
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
        index += 1
        continue
      }
      let name = word(&index)
      skipBlanks(&index)
      var value = ""
      if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
        index += 1
        skipBlanks(&index)
        value = self.value(&index)
      } else if name.isEmpty {
        index += 1
      }
      if !name.isEmpty, attributes[name] == nil { attributes[name] = Self.unescaped(value) }
    }
    return attributes
  }

  private func value(_ index: inout Int) -> String {
    guard index < bytes.count else { return "" }
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = next(quote, from: index + 1) ?? bytes.count
      defer { index = min(end + 1, bytes.count) }
      return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    }
    let start = index
    while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func word(_ index: inout Int) -> String {
    let start = index
    while index < bytes.count, !Self.isBlank(bytes[index]), !Array("/>=".utf8).contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
  }

  private func skipBlanks(_ index: inout Int) { while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 } }

  private func next(_ byte: UInt8, from start: Int) -> Int? {
    start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
  }

  private func starts(with text: String, at index: Int) -> Bool {
    let wanted = Array(text.utf8)
    return index + wanted.count <= bytes.count
      && zip(bytes[index..<(index + wanted.count)], wanted).allSatisfy { Self.lowered($0) == $1 }
  }

  private func find(_ text: String, from start: Int) -> Int? {
    guard let first = text.utf8.first else { return nil }
    var index = start
    while let found = next(first, from: index) {
      if starts(with: text, at: found) { return found }
      index = found + 1
    }
    return nil
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5a).contains(byte) ? byte | 0x20 : byte }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(lowered(byte)) }
  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0c, 0x0d].contains(byte) }

  /// The character references that occur in URLs.
  private static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/"), ("&#47;", "/"), ("&amp;", "&")]
      .reduce(text) { $0.replacingAll($1.0, by: $1.1) }
  }
}
