/// One line of an error log: `2026/11/20 10:00:00 [error] 12#12: *3 message, client: …, server: …, request: "GET /x HTTP/1.1", …`.
struct ErrorLogLine {
  let text: String
  /// `2026/11/20 10:00:00`; sorts as text.
  let time: Substring
  let level: Substring
  /// Without the numbers before and the context behind.
  let message: Substring
  /// The message without what stands in double quotes, which names of files and words of strangers do: nginx's own words.
  let wording: String
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
    message = Self.client(in: rest).map { rest[..<$0] } ?? rest
    wording = Self.unquoted(message)
    let request = text.firstRange(of: "request: \"").map { text[$0.upperBound...].prefix { $0 != "\"" } }
    target = request?.split(separator: " ").dropFirst().first.map(String.init)
    host = text.firstRange(of: "host: \"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
  }

  /// Where nginx names the client: one inside a quoted name is the name's.
  private static func client(in text: Substring) -> Substring.Index? {
    var rest = text
    var quotes = 0
    while let found = rest.firstRange(of: ", client: ") {
      quotes += rest[..<found.lowerBound].count { $0 == "\"" }
      if quotes.isMultiple(of: 2) { return found.lowerBound }
      rest = rest[found.upperBound...]
    }
    return nil
  }

  /// From the first quote to the last: what is quoted may hold quotes itself.
  private static func unquoted(_ message: Substring) -> String {
    guard let open = message.firstIndex(of: "\"") else { return String(message) }
    let isCut = !message.count { $0 == "\"" }.isMultiple(of: 2)
    guard let close = message.lastIndex(of: "\""), open < close, !isCut else { return String(message[..<open]) }
    return String(message[..<open]) + "\"\"" + String(message[close...].dropFirst())
  }

  /// The lines of a log, each with those that continue it.
  ///
  /// A line break in a file's name, a header or an upstream's answer makes a line of its own, which may look like nginx's. What
  /// nginx says of a connection ends with its client; until that has come, or where no date begins a line, it goes on.
  static func whole(_ lines: [ArraySlice<UInt8>]) -> [[UInt8]] {
    var whole: [[UInt8]] = []
    var joined = 0
    var isOpen = false
    for line in lines {
      if let last = whole.last, joined < 20, !beginsEntry(line) || isOpen {
        whole[whole.count - 1] = last + [UInt8(ascii: " ")] + line
        joined += 1
        if String(decoding: line, as: UTF8.self).contains(", client: ") { isOpen = false }
      } else {
        whole.append(Array(line))
        joined = 0
        isOpen = self.isOpen(Array(line))
      }
    }
    return whole
  }

  /// `2026/11/20 10:00:00 [`.
  private static func beginsEntry(_ line: ArraySlice<UInt8>) -> Bool {
    let start = Array(line.prefix(21))
    let digits = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
    return start.count == 21 && start[4] == UInt8(ascii: "/") && start[20] == UInt8(ascii: "[")
      && digits.allSatisfy { (0x30...0x39).contains(start[$0]) }
  }

  /// Whether an entry about a connection has begun to quote and its client is still to come.
  private static func isOpen(_ entry: [UInt8]) -> Bool {
    let text = String(decoding: entry, as: UTF8.self)
    guard let colon = text.firstRange(of: ": *"), text[colon.upperBound...].first?.isNumber == true else {
      return false
    }
    return text.contains("\"") && client(in: text[...]) == nil
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
