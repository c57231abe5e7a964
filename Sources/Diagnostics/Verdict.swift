/// How sure a cause is, the least sure first.
public enum Verdict: String, Sendable, CaseIterable, Comparable {
  case possible, likely, confirmed

  public static func < (left: Verdict, right: Verdict) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .possible: 0
    case .likely: 1
    case .confirmed: 2
    }
  }
}
