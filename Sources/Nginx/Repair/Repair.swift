/// A minimal change of the configuration after which a request is answered as it should be.
public struct Repair: Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case aliasSlash = "alias-slash"
    case rootToAlias = "root-to-alias"
    case doubledPrefix = "doubled-prefix"
    case aliasToRoot = "alias-to-root"
    case prefixModifier = "prefix-modifier"
    case regexAliasToPrefix = "regex-alias-to-prefix"
    case tryFiles = "try-files"
    case directory
    case internalRemoved = "internal-removed"
    case rewriteRemoved = "rewrite-removed"
    case ruleRemoved = "rule-removed"
    case symlinksAllowed = "symlinks-allowed"
    case serverName = "server-name"
    case locationAdded = "location-added"
    case mimeTypes = "mime-types"
    case bodySize = "body-size"
    case proxyURI = "proxy-uri"
    case accelRedirect = "accel-redirect"
    /// Missing assets end in 404 instead of the fallback.
    case assetFallback = "asset-fallback"
    case index
    case proxied
    /// A line of the `map` that chooses the directory has the host's name misspelt.
    case mapKey = "map-key"
  }

  public let kind: Kind
  public let edits: [Edit]
  /// What the request is answered with afterwards.
  public let answer: Answer
  /// The known root the repair points at, for `directory` and `locationAdded`.
  public var root: KnownRoot?

  public init(kind: Kind, edits: [Edit], answer: Answer, root: KnownRoot? = nil) {
    self.kind = kind
    self.edits = edits
    self.answer = answer
    self.root = root
  }

  /// The changed lines before and after.
  public var before: [String] { edits.flatMap(\.before) }
  public var after: [String] { edits.flatMap(\.after) }

  public func commands() -> [String] { Edit.commands(edits) }

  public func diff() -> String { edits.map { $0.diff() }.joined() }
}
