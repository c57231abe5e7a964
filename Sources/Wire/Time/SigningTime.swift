/// A moment as Signature Version 4 writes it.
struct SigningTime: Sendable, Hashable {
  /// Seconds since 1970.
  let seconds: Int64

  /// Takes seconds since 1970.
  init(_ seconds: Int64) {
    self.seconds = seconds
  }

  /// Reads `YYYYMMDDTHHMMSSZ`; nil for anything else.
  init?(parsing text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
    let digits = (bytes[..<8] + bytes[9..<15]).map { Int64($0) - 0x30 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let number = { (from: Int, count: Int) in digits[from..<from + count].reduce(0) { $0 * 10 + $1 } }
    guard let date = CivilDate(year: number(0, 4), month: number(4, 2), day: number(6, 2)),
      let seconds = date.seconds(hour: number(8, 2), minute: number(10, 2), second: number(12, 2))
    else { return nil }
    self.seconds = seconds
  }

  /// `YYYYMMDD`.
  var day: String {
    let date = CivilDate(daysSince1970: days)
    return SigningTime.padded(date.year, 4) + SigningTime.padded(date.month, 2) + SigningTime.padded(date.day, 2)
  }

  /// `YYYYMMDDTHHMMSSZ`.
  var moment: String {
    let rest = seconds - days * 86400
    return "\(day)T" + [rest / 3600, rest / 60 % 60, rest % 60].map { SigningTime.padded($0, 2) }.joined() + "Z"
  }

  private var days: Int64 { seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400 }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
