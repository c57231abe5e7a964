/// A location block that was chosen.
public struct ChosenLocation: Hashable, Sendable {
  /// `=`, `^~`, `~`, `~*`, or empty for a plain prefix; named locations have it empty and `@` in the pattern.
  public var modifier: String
  public var pattern: String
  public var position: Position

  /// As it is written: `^~ /static/`.
  public var words: String { modifier.isEmpty ? pattern : "\(modifier) \(pattern)" }
}
