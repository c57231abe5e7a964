/// Why a text cannot be read as YAML: which file, and what is wrong there.
public struct YAMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name of the file, as it was given.
  public let place: String
  /// `line 3, column 7: …` where the place within the file is known.
  public let message: String

  public var description: String { "\(place): \(message)" }
}
