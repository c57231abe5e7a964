/// The clock of error logs: local time without a zone; UTC is taken where the zone is not known.
enum LogTime {
  /// Seconds since 1970 of `2026/11/20 10:00:00`.
  static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(whereSeparator: { "/ :".contains($0) }).compactMap { Int($0) }
    guard parts.count == 6 else { return nil }
    let shifted = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    let era = shifted.0 / 400
    let yearOfEra = shifted.0 - era * 400
    let dayOfYear = (153 * shifted.1 + 2) / 5 + parts[2] - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    return days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
  }
}
