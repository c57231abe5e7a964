import SystemPackage

/// What a stored value looks like, before anything is looked up.
enum ReferenceForm: Sendable, Hashable {
  /// A relative path, as it should be.
  case key
  /// A full address: its host and what follows it.
  case url(host: String, path: [UInt8])
  /// A path from the root of a disk or of a site.
  case absolute
  /// `C:\…` or `\\server\…`.
  case windows
  /// `..` leads out of the directory.
  case parent
  /// Control characters.
  case control
  /// Windows' separators in a relative path.
  case backslash
  /// Longer than the system takes: 4095 bytes, or 255 for one name.
  case tooLong

  init(_ bytes: [UInt8]) {
    var hasControl = false
    var (colon, backslash, dots, component, longest): (Int?, Bool, Bool, Int, Int) = (nil, false, false, 0, 0)
    for (index, byte) in bytes.enumerated() {
      component += 1
      if byte < 0x20 || byte == 0x7f { hasControl = true }
      if byte == UInt8(ascii: "/") { component = 0 }
      longest = max(longest, component)
      if byte == UInt8(ascii: ":"), colon == nil { colon = index }
      if byte == UInt8(ascii: "\\") { backslash = true }
      if byte == UInt8(ascii: "."), component == 2, bytes[index - 1] == UInt8(ascii: "."),
        index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "/")
      {
        dots = true
      }
    }
    if hasControl {
      self = .control
    } else if bytes.starts(with: "//".utf8) {
      self = Self.address(bytes[2...])
    } else if let colon, let url = Self.url(bytes, colon) {
      self = url
    } else if bytes.starts(with: "\\\\".utf8) || colon == 1 && Self.isDrive(bytes) {
      self = .windows
    } else if bytes.first == UInt8(ascii: "/") {
      self = .absolute
    } else if backslash {
      self = .backslash
    } else if dots {
      self = .parent
    } else {
      self = bytes.count > 4095 || longest > 255 ? .tooLong : .key
    }
  }

  private static func isDrive(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2, bytes[2] == UInt8(ascii: "\\") || bytes[2] == UInt8(ascii: "/") else { return false }
    return isLetter(bytes[0])
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func url(_ bytes: [UInt8], _ colon: Int) -> ReferenceForm? {
    guard colon > 1, bytes[(colon + 1)...].starts(with: "//".utf8), bytes[..<colon].allSatisfy(isSchemeByte) else {
      return nil
    }
    if bytes.starts(with: "file:///".utf8) { return .absolute }
    return address(bytes[(colon + 3)...])
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.".utf8.contains(byte)
  }

  private static func address(_ rest: ArraySlice<UInt8>) -> ReferenceForm {
    let authority = rest.prefix { !"/?#".utf8.contains($0) }
    let host = authority.split(separator: UInt8(ascii: "@")).last ?? []
    let path = rest.dropFirst(authority.count).prefix { !"?#".utf8.contains($0) }
    return .url(host: String(decoding: host, as: UTF8.self).lowercased(), path: Array(path))
  }
}
