import Notation

/// One request in an access log, of any format that holds the request line, or its parts as members of JSON, and the status.
struct LoggedRequest: Sendable {
  let method: String
  /// As the client sent it, with its query.
  let target: String
  let status: Int
  /// Seconds since 1970; nil where the format has no time with a zone.
  let time: Int?

  /// The path without its query.
  var path: String { String(target.prefix { $0 != "?" }) }

  private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  init?(_ line: Substring) {
    guard let (method, target, rest) = Self.request(line), Self.methods.contains(method),
      let status = Self.status(line, behind: rest)
    else { return nil }
    self.method = method
    self.target = target
    self.status = status
    time = Self.time(line)
  }

  /// `METHOD TARGET HTTP/x` with what stands behind it, else the members that hold `$request_method` and `$request_uri`.
  private static func request(_ line: Substring) -> (method: String, target: String, rest: Substring)? {
    guard let version = line.firstRange(of: " HTTP/") else {
      guard let method = member(["request_method", "method"], of: line),
        let target = member(["request_uri", "uri"], of: line)
      else { return nil }
      return (method, target, "")
    }
    let words = line[..<version.lowerBound].split(separator: " ").suffix(2)
    guard words.count == 2, let first = words.first, let last = words.last else { return nil }
    return (String(first.reversed().prefix { $0.isLetter }.reversed()), String(last), line[version.upperBound...])
  }

  /// The `status` member of a JSON line, else the next number of three digits behind the request.
  private static func status(_ line: Substring, behind rest: Substring) -> Int? {
    if let text = member(["status"], of: line) { return Int(text).flatMap { (100...599).contains($0) ? $0 : nil } }
    let words = rest.split { " \"\t|,;".contains($0) }.dropFirst()
    return words.lazy.compactMap { $0.count == 3 ? Int($0) : nil }.first { (100...599).contains($0) }
  }

  /// The value of the first of these members that a line of JSON has.
  private static func member(_ names: [String], of line: Substring) -> String? {
    for name in names {
      guard let key = line.firstRange(of: "\"\(name)\"") else { continue }
      let value = line[key.upperBound...].drop { $0 == ":" || $0 == " " }
      return String(value.first == "\"" ? value.dropFirst().prefix { $0 != "\"" } : value.prefix { $0.isNumber })
    }
    return nil
  }

  private static func time(_ line: Substring) -> Int? {
    if let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]"),
      let time = LogTime.local(line[line.index(after: open)..<close])
    {
      return time
    }
    return line.split(whereSeparator: { " \"\t|,[]".contains($0) }).lazy.compactMap { Timestamp.seconds($0) }.first
  }
}
