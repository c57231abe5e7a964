/// One line of an access log in any format that holds the request line and the status.
struct AccessLogLine {
  let method: String
  /// The request target without its query.
  let path: String
  let status: Int
  /// Whether the doctor itself asked.
  let isOwn: Bool

  private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  /// Finds `METHOD TARGET HTTP/x` and the status: the `status` member of a JSON line, else the next number of three digits.
  init?(_ text: String) {
    guard let version = text.firstRange(of: " HTTP/") else { return nil }
    let words = text[..<version.lowerBound].split(separator: " ").suffix(2).map(String.init)
    guard words.count == 2 else { return nil }
    let method = String(words[0].reversed().prefix { $0.isLetter }.reversed())
    guard Self.methods.contains(method) else { return nil }
    self.method = method
    path = String(words[1].prefix { $0 != "?" })
    isOwn = text.firstRange(of: "servedoctor/") != nil
    guard let status = Self.status(text, behind: text[version.upperBound...]) else { return nil }
    self.status = status
  }

  private static func status(_ text: String, behind rest: Substring) -> Int? {
    if let key = text.firstRange(of: "\"status\"") {
      let digits = text[key.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber }
      return Int(digits).flatMap { (100...599).contains($0) ? $0 : nil }
    }
    let words = rest.split { " \"\t|,;".contains($0) }.dropFirst()
    return words.lazy.compactMap { $0.count == 3 ? Int($0) : nil }.first { (100...599).contains($0) }
  }
}
