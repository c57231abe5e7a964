/// The walk of one path as one identity, ready to be told.
public struct TracedPath: Sendable {
  /// How the walk ended.
  public enum End: Sendable {
    case found, missing
    /// Something on the way is no directory, or the end is to be one and is not.
    case notDirectory
    /// The links lead in a circle, or are too many.
    case circle
    /// By another error of the kernel, the examiner's own refusal among them.
    case failed
  }

  /// How the process whose identity is asked for is confined.
  public struct Confinement: Sendable {
    public let module: String
    public let context: String
    public let isEnforcing: Bool

    public init(module: String, context: String, isEnforcing: Bool) {
      self.module = module
      self.context = context
      self.isEnforcing = isEnforcing
    }
  }

  /// The smallest change that lets the identity through.
  public struct Cure: Sendable {
    public let commands: [String]
    /// Whether the walk is allowed once they were run.
    public let isSufficient: Bool
    /// Whether nobody could look at what lies beyond what they open.
    public let isPartlyUnseen: Bool
    /// Where they have to be run, if not here.
    public let elsewhere: String?

    public init(commands: [String], isSufficient: Bool, isPartlyUnseen: Bool, elsewhere: String?) {
      self.commands = commands
      self.isSufficient = isSufficient
      self.isPartlyUnseen = isPartlyUnseen
      self.elsewhere = elsewhere
    }
  }

  public let path: ToldPath
  public let identity: IdentitySummary
  /// `read`, `write` or `list`.
  public let purpose: String
  public var components: [TracedComponent] = []
  public var end = End.found
  /// The kernel's error at the end; nil where something was found.
  public var problem: String?
  /// Nil where it cannot be known.
  public var isAllowed: Bool?
  /// Whether the kernel itself was asked; else the answer is computed.
  public var isAsked = false
  /// Where it is refused.
  public var deniedAt: String?
  public var reason: String?
  public var cure: Cure?
  public var confinement: Confinement?

  public init(_ path: ToldPath, as identity: IdentitySummary, for purpose: String) {
    self.path = path
    self.identity = identity
    self.purpose = purpose
  }

  /// The first component that refuses.
  public var denied: TracedComponent? { components.first { $0.isAllowed == false } }

  /// Whether nothing is there, whoever looks.
  public var isMissing: Bool {
    switch end {
    case .missing, .notDirectory, .circle: true
    case .found, .failed: false
    }
  }
}
