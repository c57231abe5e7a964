/// A moment as the kernel's clocks tell it.
public struct Moment: Sendable, Hashable, Comparable {
  /// Seconds since 1970.
  public let seconds: Int
  /// Nanoseconds of the second, less than a thousand million.
  public let nanoseconds: Int

  /// Nanoseconds may be more than a second has, or less than none.
  public init(seconds: Int, nanoseconds: Int = 0) {
    let rest = nanoseconds % 1_000_000_000
    let isBelow = rest < 0
    self.seconds = seconds + nanoseconds / 1_000_000_000 - (isBelow ? 1 : 0)
    self.nanoseconds = isBelow ? rest + 1_000_000_000 : rest
  }

  /// The moment some nanoseconds later.
  public func adding(nanoseconds more: Int) -> Moment { Moment(seconds: seconds, nanoseconds: nanoseconds + more) }

  public static func < (left: Moment, right: Moment) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}
