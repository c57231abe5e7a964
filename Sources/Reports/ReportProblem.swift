/// Why a stored report cannot be read: where, and what is wrong there.
public struct ReportProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// `12:7` (line and column) in what is not JSON, else `causes[0].verdict`.
  public let place: String
  public let message: String

  public init(place: String, message: String) {
    self.place = place
    self.message = message
  }

  public var description: String { "\(place): \(message)" }
}
