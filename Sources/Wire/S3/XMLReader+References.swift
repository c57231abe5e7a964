extension XMLReader {
  /// Replaces the predefined entities and character references; nil when another entity is named.
  static func resolvingReferences(_ bytes: [UInt8]) -> String? {
    guard bytes.contains(0x26) else { return String(decoding: bytes, as: UTF8.self) }
    var result = ""
    var rest = bytes[...]
    while let start = rest.firstIndex(of: 0x26) {
      result += String(decoding: rest[..<start], as: UTF8.self)
      guard let end = rest[start...].firstIndex(of: 0x3b), end - start <= 10,
        let replacement = replacement(String(decoding: rest[(start + 1)..<end], as: UTF8.self))
      else { return nil }
      result += replacement
      rest = rest[(end + 1)...]
    }
    return result + String(decoding: rest, as: UTF8.self)
  }

  private static func replacement(_ name: String) -> String? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let isHexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
      let code = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
      return code.flatMap(Unicode.Scalar.init).map { String($0) }
    }
  }
}
