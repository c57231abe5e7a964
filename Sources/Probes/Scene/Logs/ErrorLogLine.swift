/// One line of an error log: `2026/11/20 10:00:00 [error] 12#12: *3 message, client: …, server: …, request: "GET /x HTTP/1.1", …`.
struct ErrorLogLine {
  let text: String
  /// `2026/11/20 10:00:00`; sorts as text.
  let time: Substring
  let level: Substring
  /// Without the numbers before and the context behind.
  let message: Substring
  /// The request's target.
  let target: String?
  /// The Host header.
  let host: String?

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    self.text = text
    time = text.prefix(19)
    var level: Substring = ""
    var rest = text[...]
    if let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"), open < close {
      level = text[text.index(after: open)..<close]
      rest = text[text.index(after: close)...]
    }
    self.level = level
    if let colon = rest.firstRange(of: ": ") { rest = rest[colon.upperBound...] }
    if rest.hasPrefix("*"), let space = rest.firstIndex(of: " ") { rest = rest[rest.index(after: space)...] }
    message = rest.firstRange(of: ", client: ").map { rest[..<$0.lowerBound] } ?? rest
    let request = text.firstRange(of: "request: \"").map { text[$0.upperBound...].prefix { $0 != "\"" } }
    target = request?.split(separator: " ").dropFirst().first.map(String.init)
    host = text.firstRange(of: "host: \"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
  }

  /// As much of the line as an observation holds.
  var excerpt: String { String(text.prefix(600)) }

  /// The text in the first pair of double quotes.
  var quoted: String? {
    guard let open = message.firstIndex(of: "\"") else { return nil }
    let rest = message[message.index(after: open)...]
    return rest.firstIndex(of: "\"").map { String(rest[..<$0]) }
  }

  /// The errno in `(13: Permission denied)`.
  var errno: Int32? {
    guard let open = message.lastIndex(of: "("), let colon = message[open...].firstIndex(of: ":") else { return nil }
    return Int32(message[message.index(after: open)..<colon])
  }

  /// The errno's name; `other` for those that no fact names.
  var errnoName: String? {
    errno.map { number in
      [
        1: "EPERM", 2: "ENOENT", 5: "EIO", 13: "EACCES", 20: "ENOTDIR", 24: "EMFILE", 28: "ENOSPC", 30: "EROFS",
        36: "ENAMETOOLONG", 40: "ELOOP", 116: "ESTALE", 122: "EDQUOT", 110: "ETIMEDOUT", 111: "ECONNREFUSED",
      ][number] ?? "other"
    }
  }
}
