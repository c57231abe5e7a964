/// A moment as Signature Version 4 writes it.
public struct SigningTime: Sendable, Hashable {
  /// Seconds since 1970.
  public let seconds: Int

  /// Takes seconds since 1970.
  public init(_ seconds: Int) { self.seconds = seconds }

  /// Reads `YYYYMMDDTHHMMSSZ`; nil for anything else.
  public init?(parsing text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
    let parts = [0..<4, 4..<6, 6..<8, 9..<11, 11..<13, 13..<15].map { bytes[$0] }
    guard parts.joined().allSatisfy({ (0x30...0x39).contains($0) }),
      let numbers = Digits.numbers(in: parts.joined(separator: [0x20])), let seconds = Digits.seconds(numbers)
    else { return nil }
    self.seconds = seconds
  }

  /// `YYYYMMDD`.
  public var day: String {
    let date = CivilTime(secondsSince1970: seconds).date
    return CivilTime.padded(date.year, 4) + CivilTime.padded(date.month, 2) + CivilTime.padded(date.day, 2)
  }

  /// `YYYYMMDDTHHMMSSZ`.
  public var moment: String { "\(day)T\(CivilTime(secondsSince1970: seconds).clock(""))Z" }
}
