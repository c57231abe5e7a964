/// What nginx answers to a request, and how it came to that.
public struct Answer: Sendable {
  public var method: String
  /// The block that finishes the request; nil when nothing listens where the request arrives.
  public var server: ChosenServer?
  public var location: ChosenLocation?
  public var handler: Handler = .none
  /// The path nginx would open, whether it exists or not.
  public var file: String?
  public var upstream: UpstreamTarget?
  /// Nil when something behind nginx decides it, or the connection is closed without an answer.
  public var status: Int?
  /// Without `Server`, `Date`, `Connection`, `Transfer-Encoding` and the length of built-in error pages.
  public var headers: [Header] = []
  /// The smallest body limit on the way in bytes; nil for unlimited.
  public var maxBodySize: Int?
  public var unknown: [Unknown] = []
  /// The way to the answer in sentences.
  public var steps: [String] = []
  /// The positions of every directive that took part, in the order they did.
  public var visited: [Position] = []
  public var candidates: [Candidate] = []
  public var deniedBy: Denial?
  /// The value of the `Location` header.
  public var redirect: String?
  public var fallbacks: [Fallback] = []
  /// The positions of `rewrite`, `set`, `return` and `if` directives that had an effect.
  public var rewrites: [Position] = []
  /// All locations gone through, the last one being `location`.
  public var locations: [ChosenLocation] = []
  /// The regex location that beat a matching prefix location, with that prefix location.
  public var regexBeatPrefix: (regex: ChosenLocation, prefix: ChosenLocation)?
  public var addedHeaders = HeaderSet()
  /// Whether internal redirects went round until nginx gave up.
  public internal(set) var isCycle = false
  /// The normalised URI at the end (`$uri`).
  public var uri: String?
  /// The position of the `root` or `alias` that made `file`; nil for the built-in default.
  public var rootPosition: Position?

  /// The identifiers behind the positions above, for edits of the configuration.
  public internal(set) var serverID: Directive.ID?
  public internal(set) var locationIDs: [Directive.ID] = []
  public internal(set) var rootID: Directive.ID?
  public internal(set) var deniedID: Directive.ID?
  public internal(set) var beatenID: Directive.ID?
  public internal(set) var rewriteIDs: [Directive.ID] = []
  public internal(set) var visitedIDs: [Directive.ID] = []

  /// Whether nothing the answer depends on is beyond the model.
  public var certain: Bool { unknown.isEmpty }

  /// Whether server, location, file and status are certain, headers aside.
  public var isRouteCertain: Bool { !unknown.contains { $0.effect == .route } }

  init(method: String) {
    self.method = method
  }
}
