/// Finds the names of groups in the text of patterns; nginx makes each a variable.
enum PatternNames {
  /// The names in lower case; empty for text that is no pattern.
  static func names(in text: String) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "?")), text.contains("(?") else { return [] }
    let bytes = Array(text.utf8)
    return bytes.indices.compactMap { start in
      guard bytes[start...].starts(with: "(?".utf8) else { return nil }
      var rest = bytes[(start + 2)...]
      if rest.first == UInt8(ascii: "P") { rest = rest.dropFirst() }
      guard rest.first == UInt8(ascii: "<") || rest.first == UInt8(ascii: "'") else { return nil }
      let name = rest.dropFirst().prefix { ByteSet.word.contains($0) }
      return name.isEmpty ? nil : Bytes.lowercased(String(decoding: name, as: UTF8.self))
    }
  }
}
