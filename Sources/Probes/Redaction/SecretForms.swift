import Notation

/// How one secret is written in the places that a report quotes: as it is, and encoded for URLs, headers and markup.
enum SecretForms {
  /// Every form, the secret itself first; forms shorter than six bytes are left out.
  static func all(of secret: String) -> [String] {
    let bytes = Array(secret.utf8)
    var forms = [
      secret, PercentEncoding.encode(bytes), PercentEncoding.encode(bytes, uppercase: false),
      PercentEncoding.encode(bytes).replacingAll("%20", by: "+"), Hexadecimal.text(bytes),
      Hexadecimal.text(bytes, uppercase: true),
      escaped(secret, ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]),
      escaped(secret, ["\"": "\\\"", "\\": "\\\\"]), escaped(secret, ["'": "'\\''"]),
    ]
    forms += (0..<3).flatMap { base64(bytes, behind: $0) }
    forms += secret.split(whereSeparator: \.isNewline).map(String.init).filter { $0.utf8.count >= 16 }
    var seen: Set<String> = []
    return forms.filter { $0.utf8.count >= 6 && seen.insert($0).inserted }
  }

  private static func escaped(_ text: String, _ escapes: [Character: String]) -> String {
    text.map { escapes[$0] ?? String($0) }.joined()
  }

  /// The part of a Base64 text (RFC 4648) that does not depend on what stands before and behind the secret.
  ///
  /// - Parameter before: bytes that stand before it, by which its own are shifted: 0…2.
  private static func base64(_ bytes: [UInt8], behind before: Int) -> [String] {
    let shifted = [UInt8](repeating: 0, count: before) + bytes
    let whole = shifted[..<(shifted.count / 3 * 3)]
    return Base64.Alphabet.allCases.map { String(Base64.encode(whole, $0).dropFirst([0, 2, 3][before])) }
      .filter { $0.count >= 8 }
  }
}
