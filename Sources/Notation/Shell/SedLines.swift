/// The lines of a file that a command of sed is for.
public enum SedLines: Sendable, Hashable {
  case all
  /// One line, counted from 1.
  case number(Int)
  /// Every line in which a pattern is found.
  case matching(SedPattern)

  var address: String {
    switch self {
    case .all: ""
    case .number(let number): String(number)
    case .matching(let pattern): "/" + pattern.written(delimiter: "/") + "/"
    }
  }
}
