/// The `add_header` directives that apply to an answer, and the outer ones they displaced.
public struct HeaderSet: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public var name: String
    /// The value as written, before variables are evaluated.
    public var value: String
    public var isAlways: Bool
    public var position: Position
  }

  public var applied: [Line] = []
  /// Lines of enclosing blocks that an inner `add_header` cancels.
  public var dropped: [Line] = []
}
