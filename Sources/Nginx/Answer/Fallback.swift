/// A jump to a substitute: the last argument of `try_files`, or an `error_page`.
public struct Fallback: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case tryFiles = "try_files"
    case errorPage = "error_page"
  }

  public var kind: Kind
  /// The status that led to an `error_page`; nil for `try_files`.
  public var originalStatus: Int?
  public var target: String
  public var position: Position
}
