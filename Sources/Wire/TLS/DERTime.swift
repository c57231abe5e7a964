import Notation

/// The two time formats of certificates (RFC 5280, section 4.1.2.5).
enum DERTime {
  /// Seconds since 1970 of a UTCTime or GeneralizedTime in UTC; nil for anything else.
  static func seconds(_ element: DERReader.Element) -> Int? {
    let digits = element.content.dropLast().map { Int($0) - 0x30 }
    guard element.content.last == UInt8(ascii: "Z"), digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let number = { (from: Int, count: Int) in digits[from..<from + count].reduce(0) { $0 * 10 + $1 } }
    switch (element.tag, digits.count) {
    case (0x17, 12):
      let year = number(0, 2)
      return seconds(year: year < 50 ? 2000 + year : 1900 + year, rest: Array(digits[2...]))
    case (0x18, 14):
      return seconds(year: number(0, 4), rest: Array(digits[4...]))
    default:
      return nil
    }
  }

  private static func seconds(year: Int, rest: [Int]) -> Int? {
    let fields = stride(from: 0, to: 10, by: 2).map { rest[$0] * 10 + rest[$0 + 1] }
    return CivilDate(year: year, month: fields[0], day: fields[1])?
      .seconds(hour: fields[2], minute: fields[3], second: fields[4])
  }
}
