/// The numbers within the times that programs write.
enum Digits {
  /// Every run of ASCII digits as a number, whatever stands between them; nil where one is too long for a time.
  static func numbers(in bytes: some Sequence<UInt8>) -> [Int]? {
    let runs = bytes.split { !(0x30...0x39).contains($0) }
    let numbers = runs.compactMap { $0.count <= 9 ? Int(String(decoding: $0, as: UTF8.self)) : nil }
    return numbers.count == runs.count ? numbers : nil
  }

  /// Seconds since 1970 of year, month, day, hour, minute and second on a clock that is so many seconds ahead of UTC.
  static func seconds(_ numbers: [Int], ahead: Int = 0) -> Int? {
    guard numbers.count == 6, let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) else {
      return nil
    }
    return date.seconds(hour: numbers[3], minute: numbers[4], second: numbers[5]).map { $0 - ahead }
  }
}
