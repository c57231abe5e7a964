/// The rule that refused a request.
public struct Denial: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case deny
    case authBasic = "auth_basic"
    case authRequest = "auth_request"
    case `return`
    case validReferers = "valid_referers"
    case limitExcept = "limit_except"
    case `internal`
    case disableSymlinks = "disable_symlinks"
    case secureLink = "secure_link"
  }

  public var kind: Kind
  public var directive: String
  public var position: Position

  public init(kind: Kind, directive: String, position: Position) {
    self.kind = kind
    self.directive = directive
    self.position = position
  }
}
