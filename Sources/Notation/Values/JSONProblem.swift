/// Why bytes are no JSON: where, and what is wrong there.
public struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// `12:7`, line and column.
  public let place: String
  public let message: String

  public var description: String { "\(place): \(message)" }
}
