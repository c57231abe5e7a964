/// One request in an access log: the quoted request line, the status behind it, and the bracketed time, as the formats
/// `combined` and `common` and most of those made from them have it.
struct LoggedRequest: Sendable {
  let method: String
  /// As the client sent it, with its query.
  let target: String
  let status: Int
  let referrer: String
  /// Seconds since 1970; nil where the format has no such time.
  let time: Int?

  init?(_ line: Substring) {
    let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
    guard quoted.count >= 3, let request = quoted.firstIndex(where: { $0.contains(" HTTP/") }),
      request + 1 < quoted.count
    else { return nil }
    let words = quoted[request].split(separator: " ")
    guard words.count == 3, let status = quoted[request + 1].split(separator: " ").first.flatMap({ Int($0) }) else {
      return nil
    }
    method = String(words[0])
    target = String(words[1])
    self.status = status
    referrer = request + 2 < quoted.count ? String(quoted[request + 2]) : ""
    time = Self.time(quoted[0])
  }

  /// `21/Nov/2026:06:10:00 +0100` between brackets.
  private static func time(_ text: Substring) -> Int? {
    guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else { return nil }
    let parts = text[text.index(after: open)..<close].split(whereSeparator: { "/: ".contains($0) })
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 7, let day = Int(parts[0]), let month = months.firstIndex(of: String(parts[1])),
      let year = Int(parts[2]), let hour = Int(parts[3]), let minute = Int(parts[4]), let second = Int(parts[5]),
      let zone = Int(parts[6]), (1970...9999).contains(year), (1...31).contains(day)
    else { return nil }
    let offset = (zone / 100) * 3600 + (zone % 100) * 60
    return days(year, month + 1, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
  }

  /// Days since 1970-01-01 in the Gregorian calendar.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The path without its query.
  var path: String { String(target.prefix { $0 != "?" }) }
}
