import SwiftASN1

/// The two time formats of certificates (RFC 5280, section 4.1.2.5).
enum DERTime {
  /// Seconds since 1970 of a UTCTime or GeneralizedTime in UTC; nil for anything else.
  static func seconds(_ node: ASN1Node) -> Int64? {
    if let time = try? UTCTime(derEncoded: node) {
      return CivilDate(year: Int64(time.year), month: Int64(time.month), day: Int64(time.day))?
        .seconds(hour: Int64(time.hours), minute: Int64(time.minutes), second: Int64(time.seconds))
    }
    guard let time = try? GeneralizedTime(derEncoded: node), time.rawFractionalSeconds.isEmpty else { return nil }
    return CivilDate(year: Int64(time.year), month: Int64(time.month), day: Int64(time.day))?
      .seconds(hour: Int64(time.hours), minute: Int64(time.minutes), second: Int64(time.seconds))
  }
}
