/// A moment in UTC as calendar and clock show it.
struct CivilTime {
  static let secondsOfDay = 86_400

  let date: CivilDate
  let hour: Int
  let minute: Int
  let second: Int
  /// 0 for a Thursday, on which 1970 began.
  let weekday: Int

  init(secondsSince1970 seconds: Int) {
    let days = (seconds >= 0 ? seconds : seconds - (Self.secondsOfDay - 1)) / Self.secondsOfDay
    let rest = seconds - days * Self.secondsOfDay
    date = CivilDate(daysSince1970: days)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    weekday = ((days % 7) + 7) % 7
  }

  /// `10:00:00`, or with another separator.
  func clock(_ separator: String = ":") -> String {
    [hour, minute, second].map { Self.padded($0, 2) }.joined(separator: separator)
  }

  /// A number with zeros in front up to so many digits.
  static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
