/// Secrets that were learned, in all their forms, found in a text in one pass over its bytes.
struct LearnedSecrets: Sendable {
  private struct Needle {
    let bytes: [UInt8]
    let token: String
    /// By how many bytes of its beginning it is known, where a text was cut: those of a URL's host tell nothing.
    let head: Int
  }

  private static func head(of form: String) -> Int {
    guard let scheme = form.firstRange(of: "://") else { return 12 }
    let rest = form[scheme.upperBound...]
    return 12 + form.utf8.count - (rest.firstIndex(of: "/").map { rest[$0...].utf8.count } ?? 0)
  }

  /// By their first four bytes, the longest first.
  private var needles: [UInt32: [Needle]] = [:]

  /// Makes a form of a secret known; one of fewer than six bytes is not.
  mutating func insert(_ form: String, token: String) {
    let bytes = Array(form.utf8)
    guard bytes.count >= 6 else { return }
    let gram = Self.gram(bytes, at: 0)
    var others = needles[gram] ?? []
    others.append(Needle(bytes: bytes, token: token, head: Self.head(of: form)))
    others.sort { $0.bytes.count > $1.bytes.count }
    needles[gram] = others
  }

  /// The text with every form replaced, and how many there were; nil where there is none.
  func replaced(in text: String) -> (text: String, count: Int)? {
    guard !needles.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    var (result, index, copied, count): ([UInt8], Int, Int, Int) = ([], 0, 0, 0)
    while index + 6 <= bytes.count {
      guard let (length, token) = match(bytes, at: index) else {
        index += 1
        continue
      }
      result += bytes[copied..<index] + Array(token.utf8)
      index += length
      (copied, count) = (index, count + 1)
    }
    return count == 0 ? nil : (String(decoding: result + bytes[copied...], as: UTF8.self), count)
  }

  private func match(_ bytes: [UInt8], at index: Int) -> (length: Int, token: String)? {
    guard let candidates = needles[Self.gram(bytes, at: index)] else { return nil }
    var cut: (length: Int, token: String)?
    for needle in candidates {
      var length = 4
      while length < needle.bytes.count, index + length < bytes.count, bytes[index + length] == needle.bytes[length] {
        length += 1
      }
      if length == needle.bytes.count { return (length, needle.token) }
      guard needle.bytes.count >= 20, length >= needle.head, length > cut?.length ?? 0 else { continue }
      if isEnd(bytes, at: index + length) { cut = (length, needle.token) }
    }
    return cut
  }

  /// Whether a word ends there, so that one with the same beginning was cut and is no other word.
  private func isEnd(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index < bytes.count else { return true }
    let byte = Unicode.Scalar(bytes[index])
    return bytes[index] >= 0x80
      || !(byte.properties.isAlphabetic || ("0"..."9").contains(byte) || "/+_-=%~".unicodeScalars.contains(byte))
  }

  private static func gram(_ bytes: [UInt8], at index: Int) -> UInt32 {
    UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16 | UInt32(bytes[index + 2]) << 8
      | UInt32(bytes[index + 3])
  }
}
