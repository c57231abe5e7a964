import Testing

@testable import Probes

/// When file times tell how fast a disk fills, and when they do not.
struct FillingRateTests {
  private static let now = 1_800_000_000
  private static let mega = 1_000_000

  private func written(_ daysAgo: some Sequence<Int>, _ bytes: Int = mega) -> [FillingRate.Written] {
    daysAgo.map { FillingRate.Written(modified: Self.now - $0 * 86_400 - 60, bytes: bytes) }
  }

  @Test func everyDayAlike() {
    let rate = FillingRate(of: written(0..<50), now: Self.now)
    #expect(rate == .pace(bytesPerDay: Self.mega, days: 7, files: 7))
    #expect(rate.shown(left: 10 * Self.mega)?.contains("lasts about 10 days, unless files are deleted") == true)
    #expect(rate.shown(left: Self.mega / 2)?.contains("less than a day") == true)
  }

  @Test func onceInAWhile() {
    let rate = FillingRate(of: written([1, 9, 17, 24, 60, 70]), now: Self.now)
    #expect(rate == .pace(bytesPerDay: 4 * Self.mega / 28, days: 28, files: 4))
  }

  @Test(arguments: [
    ("hardly anything", [100, 200, 300]),
    ("no file there is older", Array(0..<6)),
    ("nothing was written in the last 40 days", [40, 50, 60, 70, 100]),
    ("came on one day", [1, 1, 1, 1, 1, 1, 5, 6, 90]),
    ("on only 2 of the last 84 days", [1, 3, 90]),
  ])
  func noPace(_ reason: String, _ days: [Int]) {
    guard case .unknown(let said) = FillingRate(of: written(days), now: Self.now) else {
      Issue.record("a pace is told of \(days)")
      return
    }
    #expect(said.contains(reason))
  }

  @Test func oneLargeFileIsNoPace() {
    let files = written(0..<20) + written([2], 100 * Self.mega) + written([100])
    guard case .unknown(let said) = FillingRate(of: files, now: Self.now) else {
      Issue.record("one export is carried forward")
      return
    }
    #expect(said.contains("one file is most"))
  }

  /// Files of the day to come have wrong times and count for nothing.
  @Test func timesToCome() {
    let rate = FillingRate(of: written(0..<50) + written([-3, -4]), now: Self.now)
    #expect(rate == .pace(bytesPerDay: Self.mega, days: 7, files: 7))
  }
}
