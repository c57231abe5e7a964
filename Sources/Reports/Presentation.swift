/// How much of a report is told, and for what kind of terminal; it concerns only what people read.
public struct Presentation: Sendable {
  public enum Verbosity: String, CaseIterable, Sendable {
    /// The verdict line alone.
    case quiet
    /// What one needs to act.
    case normal
    /// Everything that the report holds.
    case verbose
  }

  /// Columns of text: 40…200.
  public let width: Int
  /// Whether colour may be used; nothing is told by colour alone.
  public let usesColor: Bool
  public let verbosity: Verbosity

  /// - Parameter width: columns; brought into 40…200.
  public init(width: Int = 100, usesColor: Bool = false, verbosity: Verbosity = .normal) {
    self.width = min(max(width, 40), 200)
    self.usesColor = usesColor
    self.verbosity = verbosity
  }
}
