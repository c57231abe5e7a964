/// A path that was looked at on the way to the answer.
public struct Candidate: Hashable, Sendable {
  public enum Look: String, Hashable, Sendable {
    /// A test for existence (`try_files`, `index`, `if (-f …)`).
    case status
    /// An attempt to read the file.
    case open
    /// An attempt to list a directory.
    case list
  }

  public var path: String
  public var look: Look
  /// What was found; nil when the look failed.
  public var node: Node?
  /// The error number when the look failed.
  public var errno: Int32?
  /// The directive that made nginx look there (`root`, `alias`, `try_files`, `index` …); nil for built-in defaults.
  public var directive: String
  public var position: Position?
  /// Whether this look settled the matter.
  public var isChosen: Bool
}
