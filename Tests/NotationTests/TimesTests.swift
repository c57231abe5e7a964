import Foundation
import Notation
import Testing

/// The ways in which dates and times are written.
@Suite struct TimesTests {
  /// Days from the year 0 to the year 9999, and those around leap days and turns of a year.
  static let days =
    Array(stride(from: -719_000, through: 2_932_000, by: 997)) + [
      -719_162, -1, 0, 58, 59, 60, 789, 11_015, 11_016, 47_540,
    ]

  @Test func daysAreThoseOfTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    // Foundation's calendar is Julian before 1582-10-15.
    for day in Self.days where day > -141_427 {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
      let date = CivilDate(daysSince1970: day)
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
    }
    for day in Self.days { #expect(CivilDate(daysSince1970: day).daysSince1970 == day) }
  }

  @Test(arguments: [(0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (1_772_323_200, "2026-03-01")])
  func datesOfMoments(seconds: Int, text: String) {
    #expect("\(CivilDate(secondsSince1970: seconds))" == text)
  }

  @Test(arguments: [(2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (2026, 1, 32), (-1, 1, 1), (10_000, 1, 1)])
  func whatNoCalendarHasIsNoDate(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(
    arguments: [
      ("2026-11-20T10:00:00Z", 1_795_168_800), ("2026-11-20T10:00:00.25Z", 1_795_168_800),
      ("2026-11-20T11:00:00+01:00", 1_795_168_800), ("2026-11-20T04:30:00-0530", 1_795_168_800),
      ("1969-12-31T23:59:59Z", -1), ("2026-11-20 10:00:00Z", nil), ("2026-11-20T10:00:00", nil),
      ("26-11-20T10:00:00Z", nil), ("2026-11-20T25:00:00Z", nil), ("2026-11-20T10:00:00+1", nil),
      ("2026-11-20T10:00:00+ab:cd", nil), ("20x6-11-20T10:00:00Z", nil), ("", nil),
    ] as [(String, Int?)])
  func timestamps(text: String, seconds: Int?) {
    #expect(Timestamp.seconds(text) == seconds)
  }

  @Test(arguments: [0, -1, 951_782_400, 1_795_168_800, 4_107_542_400, 1_709_164_799])
  func timestampsAreReadAsTheyAreWritten(seconds: Int) {
    let text = Timestamp.text(secondsSince1970: seconds)
    #expect(text == Date(timeIntervalSince1970: Double(seconds)).ISO8601Format())
    #expect(Timestamp.seconds(text) == seconds)
    #expect(HTTPDate.seconds(HTTPDate.text(secondsSince1970: seconds)) == seconds)
    #expect(SigningTime(parsing: SigningTime(seconds).moment)?.seconds == seconds)
  }

  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Sat, 21 Nov 2026 03:35:34 GMT", 1_795_232_134),
      ("0", nil), ("", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 32 Nov 1994 08:49:37 GMT", nil),
      ("Sun, 06 Nov 1994 24:00:00 GMT", nil), ("Sun, 06 Nov 99999999999999999999 08:49:37 GMT", nil),
      ("Sun, 06 Foo 1994 08:49:37 GMT", nil), ("-1, 06 Nov 1994 08:4:37 GMT", nil),
    ] as [(String, Int?)])
  func datesOfHTTP(text: String, seconds: Int?) {
    #expect(HTTPDate.seconds(text) == seconds)
  }

  @Test(arguments: [(784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT")])
  func datesOfHTTPAreWritten(seconds: Int, text: String) {
    #expect(HTTPDate.text(secondsSince1970: seconds) == text)
  }

  @Test(arguments: [
    (0, "19700101T000000Z"), (951_782_399, "20000228T235959Z"), (951_782_400, "20000229T000000Z"),
    (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"),
  ])
  func timesOfSignatures(seconds: Int, text: String) {
    #expect(SigningTime(seconds).moment == text)
    #expect(SigningTime(seconds).day == text.prefix(8))
  }

  @Test(arguments: ["", "20261120", "20261120T100000", "2026112 T100000Z", "20261320T100000Z", "20261120T100060Z9"])
  func whatIsNoTimeOfASignature(text: String) {
    #expect(SigningTime(parsing: text) == nil)
  }

  @Test(
    arguments: [
      ("2026/11/20 10:00:00", 1_795_168_800), ("2026-11-20 11:00:00 +0100", 1_795_168_800),
      ("2026-11-20 10:00:00,123", nil), ("2026/11/20", nil), ("2026/13/45 99:99:99", nil), ("", nil), ("[error]", nil),
    ] as [(String, Int?)])
  func timesOfErrorLogs(text: String, seconds: Int?) {
    #expect(LogTime.seconds(text) == seconds)
  }

  @Test(
    arguments: [
      ("20/Nov/2026:11:00:00 +0100", 1_795_168_800), ("20/Nov/2026:10:00:00 +0000", 1_795_168_800),
      ("20/Nov/2026:10:00:00", nil), ("99/Nov/99999:99:99:99 +9999", nil), ("20/Foo/2026:10:00:00 +0000", nil),
    ] as [(String, Int?)])
  func timesOfAccessLogs(text: String, seconds: Int?) {
    #expect(LogTime.local(text) == seconds)
  }
}
