/// The date formats of HTTP (RFC 9110, section 5.6.7).
public enum HTTPDate {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  /// `Sun, 06 Nov 1994 08:49:37 GMT` of seconds since 1970.
  public static func text(secondsSince1970 seconds: Int) -> String {
    let time = CivilTime(secondsSince1970: seconds)
    let day = CivilTime.padded(time.date.day, 2)
    let month = CivilDate.months[time.date.month - 1]
    return "\(weekdays[time.weekday]), \(day) \(month) \(CivilTime.padded(time.date.year, 4)) \(time.clock()) GMT"
  }

  /// Seconds since 1970 of an IMF-fixdate, an RFC 850 date or an asctime date; nil for anything else.
  ///
  /// A two-digit year from 70 on belongs to the last century, an earlier one to this.
  public static func seconds(_ text: String) -> Int? {
    let words = text.split { " ,-".contains($0) }
    if words.count == 6, words[5] == "GMT" {
      return seconds(day: words[1], month: words[2], year: words[3], time: words[4])
    }
    if words.count == 5 { return seconds(day: words[2], month: words[1], year: words[4], time: words[3]) }
    return nil
  }

  private static func seconds(day: Substring, month: Substring, year: Substring, time: Substring) -> Int? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { $0.count == 2 ? Int($0) : nil }
    guard let month = CivilDate.months.firstIndex(where: { $0 == month }), let day = Int(day), var year = Int(year),
      clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2]
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    return CivilDate(year: year, month: month + 1, day: day)?.seconds(hour: hour, minute: minute, second: second)
  }
}
