public import Notation

/// What an examination found, ready to be told: the one model that every format is made from.
public struct Report: Sendable {
  /// Seconds since 1970.
  public var startedAt: Int
  public var durationMilliseconds: Double
  /// False where the examination was interrupted or ran into its deadline.
  public var isComplete: Bool
  public var isRedacted: Bool
  /// The options file whose options were used.
  public var configurationFile: String?
  /// How many secrets were replaced, by what they are.
  public var redactions: [String: Int]
  /// How many secrets were replaced, by where they stood.
  public var redactedPlaces: [String: Int] = [:]
  /// When the earlier report was begun that causes are known from, in seconds since 1970; nil where there is none.
  public var baseline: Int?
  public var host: HostSummary
  public var targets: [String]
  public var routes: [RouteSummary]
  public var diagnosis: Diagnosis
  public var observations: [Observation]
  public var probes: [ProbeRun]

  public init(
    startedAt: Int, durationMilliseconds: Double, isComplete: Bool, isRedacted: Bool = true,
    redactions: [String: Int] = [:], host: HostSummary, targets: [String] = [], routes: [RouteSummary],
    diagnosis: Diagnosis, observations: [Observation], probes: [ProbeRun]
  ) {
    self.startedAt = startedAt
    self.durationMilliseconds = durationMilliseconds
    self.isComplete = isComplete
    self.isRedacted = isRedacted
    self.redactions = redactions
    self.host = host
    self.targets = targets
    self.routes = routes
    self.diagnosis = diagnosis
    self.observations = observations
    self.probes = probes
  }
}

/// The machine that was examined.
public struct HostSummary: Sendable {
  public var hostname: String?
  public var system: String?
  public var kernel: String?
  /// `docker`, `podman`, `kubernetes`, `lxc` or `none`.
  public var container: String
  public var uid: Int
  public var userName: String?
  /// `CAP_…`, nil where they cannot be read.
  public var capabilities: [String]?

  public init(
    hostname: String?, system: String?, kernel: String?, container: String, uid: Int, userName: String?,
    capabilities: [String]?
  ) {
    self.hostname = hostname
    self.system = system
    self.kernel = kernel
    self.container = container
    self.uid = uid
    self.userName = userName
    self.capabilities = capabilities
  }
}

/// A URL prefix with what stores, writes and reads it.
public struct RouteSummary: Sendable {
  public enum Kind: String, Sendable {
    case `static`, media, download, unknown
  }

  public var id: String
  public var kind: Kind
  public var url: String?
  /// `nginx-file`, `proxy`, `fastcgi`, `none`, …
  public var handler: String?
  /// Who writes: uid, name, process, root as it sees it.
  public var writer: [String: Value]?
  /// Who reads: the same for the web server.
  public var reader: [String: Value]?
  public var root: String?
  /// The mount that holds the root: point, type, source, options.
  public var mount: [String: Value]?
  /// Where the route was found.
  public var sources: [String]

  public init(
    id: String, kind: Kind, url: String? = nil, handler: String? = nil, writer: [String: Value]? = nil,
    reader: [String: Value]? = nil, root: String? = nil, mount: [String: Value]? = nil, sources: [String] = []
  ) {
    self.id = id
    self.kind = kind
    self.url = url
    self.handler = handler
    self.writer = writer
    self.reader = reader
    self.root = root
    self.mount = mount
    self.sources = sources
  }
}

/// How one probe fared.
public struct ProbeRun: Sendable {
  public enum Status: String, Sendable {
    case ok, skipped, failed
    case timedOut = "timed-out"
  }

  public var id: String
  public var status: Status
  public var durationMilliseconds: Double?
  public var reason: String?

  public init(id: String, status: Status, durationMilliseconds: Double? = nil, reason: String? = nil) {
    self.id = id
    self.status = status
    self.durationMilliseconds = durationMilliseconds
    self.reason = reason
  }
}

/// The program and its version.
public enum Tool {
  public static let name = "servedoctor"
  public static let version = "0.1.0"
}
