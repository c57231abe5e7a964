import Notation
import SwiftASN1

/// The two time formats of certificates (RFC 5280, section 4.1.2.5).
enum DERTime {
  /// Seconds since 1970 of a UTCTime or GeneralizedTime in UTC; nil for anything else.
  static func seconds(_ node: ASN1Node) -> Int? {
    if let time = try? UTCTime(derEncoded: node) {
      return CivilDate(year: time.year, month: time.month, day: time.day)?
        .seconds(hour: time.hours, minute: time.minutes, second: time.seconds)
    }
    guard let time = try? GeneralizedTime(derEncoded: node), time.rawFractionalSeconds.isEmpty else { return nil }
    return CivilDate(year: time.year, month: time.month, day: time.day)?
      .seconds(hour: time.hours, minute: time.minutes, second: time.seconds)
  }
}
