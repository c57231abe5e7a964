/// One `include` directive and the files it brought in, in order; empty for a pattern without a match.
public struct Include: Sendable {
  public let position: Position
  /// The pattern as an absolute path.
  public let pattern: String
  public let files: [String]
}
