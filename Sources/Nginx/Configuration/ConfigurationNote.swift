/// Something nginx accepts without effect: what stands there can never be used.
public struct ConfigurationNote: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Another server of the same address has the name already.
    case repeatedServerName = "server-name"
    /// The same pattern stands before it.
    case repeatedRegex = "repeated-regex"
    /// A `^~` location takes every URL the pattern can match.
    case shadowedRegex = "shadowed-regex"
  }

  public var kind: Kind
  public var message: String
  public var position: Position
  /// What makes it useless.
  public var other: Position
}
