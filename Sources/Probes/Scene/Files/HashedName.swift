import Notation

/// What a file's name tells of its content: whether the name changes when the bytes do.
enum HashedName {
  /// The part of a name that is a content hash, as build tools write it: `app.8d31f0.js`, `index-BkT3xYz9.css`; nil without one.
  static func hash(in name: String) -> String? {
    let parts = name.split { ".-_~".contains($0) }.map(String.init)
    guard parts.count > 1 else { return nil }
    if let plain = parts.dropFirst().first(where: isHexadecimalHash) { return plain }
    // Vite and Rollup write eight characters of base64url before the extension, which may hold "-" and "_".
    guard let dot = name.lastIndex(of: "."), let dash = name[..<dot].lastIndex(where: { ".-".contains($0) }) else {
      return nil
    }
    let tail = name[name.index(after: dash)..<dot]
    return isMixed(tail) ? String(tail) : nil
  }

  /// Six or more hexadecimal digits of which some are digits and, unless they are many, some letters.
  private static func isHexadecimalHash(_ part: String) -> Bool {
    guard (6...64).contains(part.utf8.count), part.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
      return false
    }
    return part.contains(where: \.isNumber) && (part.contains(where: \.isLetter) || part.utf8.count >= 16)
  }

  private static func isMixed(_ part: Substring) -> Bool {
    guard (8...24).contains(part.utf8.count),
      part.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    else { return false }
    return part.contains(where: \.isNumber) && part.contains(where: \.isUppercase)
      && part.contains(where: \.isLowercase)
  }

  /// Whether no other content will ever come under this name: a hash, a UUID, a time stamp.
  static func isUnique(_ name: String) -> Bool {
    if hash(in: name) != nil { return true }
    let digits = name.split { !$0.isHexDigit }
    return digits.contains { $0.count >= 10 } || name.split(separator: "-").count > 4
  }

  /// `app`, `8d31f0`, `css` of `app.8d31f0.css` and of `app-8d31f0.css`.
  static func parts(of name: String) -> (String, String, String)? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let (front, ending) = (name[..<dot], String(name[name.index(after: dot)...]))
    guard let mark = front.lastIndex(where: { $0 == "." || $0 == "-" }), mark != front.startIndex else { return nil }
    let hash = front[front.index(after: mark)...]
    guard (4...64).contains(hash.count), hash.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
      hash.contains(where: \.isNumber),
      ["css", "js", "mjs", "map", "png", "jpg", "svg", "webp", "woff2", "woff", "json"].contains(ending)
    else { return nil }
    return (String(front[..<mark]), String(hash), ending)
  }

  /// The last component of a URL's path.
  static func last(ofURL url: String) -> String {
    (try? WebURL(parsing: url))?.lastComponent ?? ""
  }
}
