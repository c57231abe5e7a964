/// The clocks of logs: seconds since 1970 of the ways in which they write times.
public enum LogTime {
  /// `2026/11/20 10:00:00` of nginx's error logs, or `2026-11-20 10:00:00 +0100`; without a zone it is taken for UTC.
  public static func seconds(_ text: some StringProtocol) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 2 || words.count == 3, let numbers = Digits.numbers(in: "\(words[0]) \(words[1])".utf8) else {
      return nil
    }
    return Digits.seconds(numbers, ahead: words.count == 3 ? Timestamp.secondsAhead(words[2]) ?? 0 : 0)
  }

  /// `21/Nov/2026:06:10:00 +0100`, nginx's `$time_local`.
  public static func local(_ text: some StringProtocol) -> Int? {
    let parts = text.split(whereSeparator: { "/: ".contains($0) })
    guard parts.count == 7, let month = CivilDate.months.firstIndex(where: { $0 == parts[1] }),
      let ahead = Timestamp.secondsAhead(parts[6])
    else { return nil }
    let numbers = ([parts[2][...], "\(month + 1)", parts[0]] + parts[3...5]).compactMap { Int($0) }
    return Digits.seconds(numbers, ahead: ahead)
  }
}
