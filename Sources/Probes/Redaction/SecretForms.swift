/// How one secret is written in the places that a report quotes: as it is, and encoded for URLs, headers and markup.
enum SecretForms {
  /// Every form, the secret itself first; forms shorter than six bytes are left out.
  static func all(of secret: String) -> [String] {
    let bytes = Array(secret.utf8)
    var forms = [
      secret, percent(bytes, "0123456789ABCDEF"), percent(bytes, "0123456789abcdef"),
      percent(bytes, "0123456789ABCDEF").replacingAll("%20", by: "+"), hexadecimal(bytes, "0123456789abcdef"),
      hexadecimal(bytes, "0123456789ABCDEF"),
      escaped(secret, ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]),
      escaped(secret, ["\"": "\\\"", "\\": "\\\\"]), escaped(secret, ["'": "'\\''"]),
    ]
    forms += (0..<3).flatMap { base64(bytes, behind: $0) }
    forms += secret.split(whereSeparator: \.isNewline).map(String.init).filter { $0.utf8.count >= 16 }
    var seen: Set<String> = []
    return forms.filter { $0.utf8.count >= 6 && seen.insert($0).inserted }
  }

  private static func percent(_ bytes: [UInt8], _ digits: String) -> String {
    let digits = Array(digits)
    var result = ""
    for byte in bytes {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
    return result
  }

  private static func hexadecimal(_ bytes: [UInt8], _ digits: String) -> String {
    let digits = Array(digits)
    return bytes.map { String(digits[Int($0 >> 4)]) + String(digits[Int($0 & 15)]) }.joined()
  }

  private static func escaped(_ text: String, _ escapes: [Character: String]) -> String {
    text.map { escapes[$0] ?? String($0) }.joined()
  }

  /// The part of a Base64 text (RFC 4648) that does not depend on what stands before and behind the secret.
  ///
  /// - Parameter before: bytes that stand before it, by which its own are shifted: 0…2.
  private static func base64(_ bytes: [UInt8], behind before: Int) -> [String] {
    let alphabets = [
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    ]
    let shifted = [UInt8](repeating: 0, count: before) + bytes
    let whole = shifted.count / 3 * 3
    return alphabets.map { alphabet in
      let alphabet = Array(alphabet)
      var text = ""
      for start in stride(from: 0, to: whole, by: 3) {
        let group = Int(shifted[start]) << 16 | Int(shifted[start + 1]) << 8 | Int(shifted[start + 2])
        for shift in [18, 12, 6, 0] { text.append(alphabet[group >> shift & 63]) }
      }
      return String(text.dropFirst([0, 2, 3][before]))
    }.filter { $0.count >= 8 }
  }
}
