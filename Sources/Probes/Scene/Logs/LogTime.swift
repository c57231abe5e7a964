/// The clocks of logs: seconds since 1970 of the ways in which they write times.
enum LogTime {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// `2026/11/20 10:00:00` of error logs: local time without a zone, taken for UTC.
  static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(whereSeparator: { "/ :".contains($0) }).compactMap { Int($0) }
    return parts.count == 6 ? seconds(parts, zone: 0) : nil
  }

  /// `21/Nov/2026:06:10:00 +0100`, nginx's `$time_local`.
  static func local(_ text: Substring) -> Int? {
    let parts = text.split(whereSeparator: { "/: ".contains($0) })
    guard parts.count == 7, let month = months.firstIndex(of: String(parts[1])), let zone = zone(parts[6]) else {
      return nil
    }
    let numbers = ([parts[2], "\(month + 1)", parts[0]] + parts[3...5]).compactMap { Int($0) }
    return numbers.count == 6 ? seconds(numbers, zone: zone) : nil
  }

  /// `2026-11-21T06:10:00+01:00`, nginx's `$time_iso8601`.
  static func iso(_ text: Substring) -> Int? {
    let (clock, rest) = (text.prefix(19), text.dropFirst(19))
    let numbers = clock.split(whereSeparator: { "-T:".contains($0) }).compactMap { Int($0) }
    guard clock.count == 19, clock.contains("T"), numbers.count == 6, let zone = zone(rest) else { return nil }
    return seconds(numbers, zone: zone)
  }

  /// Seconds ahead of UTC of `+0100`, `+01:00` or `Z`.
  static func zone(_ text: Substring) -> Int? {
    if text == "Z" { return 0 }
    let digits = text.filter(\.isNumber)
    guard text.first == "+" || text.first == "-", digits.count == 4, let number = Int(digits) else { return nil }
    return ((number / 100) * 3600 + (number % 100) * 60) * (text.first == "-" ? -1 : 1)
  }

  /// Seconds since 1970 of year, month, day, hour, minute and second on a clock that is so many seconds ahead of UTC.
  static func seconds(_ parts: [Int], zone: Int) -> Int? {
    guard parts.count == 6, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2]),
      parts[3...].allSatisfy({ (0...60).contains($0) })
    else { return nil }
    let days = days(parts[0], parts[1], parts[2])
    return days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5] - zone
  }

  /// Days since 1970-01-01 in the Gregorian calendar, by way of years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
