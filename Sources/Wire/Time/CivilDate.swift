/// A date of the proleptic Gregorian calendar, in UTC.
struct CivilDate: Sendable, Hashable {
  var year: Int64
  var month: Int64
  var day: Int64

  /// Takes a date; nil for a month or day that no calendar has.
  init?(year: Int64, month: Int64, day: Int64) {
    guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a day counted from 1970, by way of years that begin in March and eras of 400 years.
  init(daysSince1970 days: Int64) {
    let shifted = days + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The day counted from 1970.
  var daysSince1970: Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719468
  }

  /// Seconds since 1970 of a time on this date; nil for a time that no clock shows.
  func seconds(hour: Int64, minute: Int64, second: Int64) -> Int64? {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second) else { return nil }
    return daysSince1970 * 86400 + hour * 3600 + minute * 60 + second
  }
}
