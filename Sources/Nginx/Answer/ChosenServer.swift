/// The server block that answers.
public struct ChosenServer: Hashable, Sendable {
  public var position: Position
  public var names: [String]
  /// Whether it answers only as the default of its address, no name having matched.
  public var isFallback: Bool
}
