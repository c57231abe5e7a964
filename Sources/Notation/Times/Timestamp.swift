/// Moments as ISO 8601 writes them: `2026-11-20T10:00:00Z`, `2026-11-20T11:00:00+01:00`.
public enum Timestamp {
  /// The text of seconds since 1970, in UTC.
  public static func text(secondsSince1970 seconds: Int) -> String {
    let time = CivilTime(secondsSince1970: seconds)
    return "\(time.date)T\(time.clock())Z"
  }

  /// The seconds since 1970 of such a text, its fraction left out; nil where it is none.
  public static func seconds(_ text: some StringProtocol) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), let numbers = Digits.numbers(in: bytes[..<19])
    else { return nil }
    let rest = String(decoding: bytes[19...], as: UTF8.self)
    let zone = rest.hasPrefix(".") ? rest.dropFirst().drop { $0.isNumber } : rest[...]
    guard let ahead = secondsAhead(zone) else { return nil }
    return Digits.seconds(numbers, ahead: ahead)
  }

  /// The seconds that a zone's clocks are ahead of UTC: `+0100`, `+01:00` or `Z`.
  public static func secondsAhead(_ zone: some StringProtocol) -> Int? {
    if zone == "Z" { return 0 }
    let digits = String(zone.dropFirst().filter { $0 != ":" })
    guard zone.first == "+" || zone.first == "-", digits.count == 4, digits.allSatisfy(\.isASCII),
      let number = Int(digits)
    else { return nil }
    return ((number / 100) * 3600 + (number % 100) * 60) * (zone.first == "-" ? -1 : 1)
  }
}
