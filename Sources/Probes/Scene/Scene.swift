import Diagnostics
public import Linux
import Nginx
import Synchronization
import SystemPackage
import Wire

/// What discovery found: everything that probes look at.
public final class Scene: Sendable {
  public let machine: any Machine
  let network: any Network
  public let options: ExaminationOptions
  public let processes: [RunningProcess]
  public let nginx: [NginxInstance]
  public let applications: [Application]
  /// Settings that belong to no running process.
  public let looseFiles: [EnvironmentFile]
  public let units: [SystemdUnit]
  let compose: [ComposeProject]
  let pods: [PodManifests]
  let containers: [Container]
  /// Engines' sockets that could not be asked, and why.
  let engineProblems: [(socket: FilePath, reason: String)]
  public let routes: [Route]
  /// The requests to examine: those of the discovery, and those that looks have added since.
  public let cases: [Case]
  public let redactor: Redactor
  /// What a write test has put and has to remove.
  let canaries: CanaryKeeper
  let leftovers: StoreLeftovers
  private let tables: [Viewpoint: MountTable]
  private let accountsByView: [Viewpoint: Accounts]
  /// What the stages before were answered.
  let answers: Answers
  /// What the stages before saw.
  let earlier: Sightings
  private let resolutions: Mutex<[Case: ResolvedCase?]>

  init(
    machine: any Machine, network: any Network, options: ExaminationOptions, processes: [RunningProcess],
    nginx: [NginxInstance],
    applications: [Application], looseFiles: [EnvironmentFile], units: [SystemdUnit], compose: [ComposeProject],
    pods: [PodManifests],
    containers: [Container], engineProblems: [(socket: FilePath, reason: String)], routes: [Route], cases: [Case],
    redactor: Redactor, tables: [Viewpoint: MountTable], accounts: [Viewpoint: Accounts]
  ) {
    self.machine = machine
    self.network = network
    self.options = options
    self.processes = processes
    self.nginx = nginx
    self.applications = applications
    self.looseFiles = looseFiles
    self.units = units
    self.compose = compose
    self.pods = pods
    self.containers = containers
    self.engineProblems = engineProblems
    self.routes = routes
    self.cases = cases
    self.redactor = redactor
    self.tables = tables
    accountsByView = accounts
    canaries = CanaryKeeper()
    leftovers = StoreLeftovers()
    resolutions = Mutex([:])
    answers = Answers()
    earlier = Sightings()
  }

  /// The scene as the next stage finds it, with what was answered and seen until then.
  init(_ scene: Scene, answers: Answers, earlier: Sightings) {
    machine = scene.machine
    network = scene.network
    options = scene.options
    processes = scene.processes
    nginx = scene.nginx
    applications = scene.applications
    looseFiles = scene.looseFiles
    units = scene.units
    compose = scene.compose
    pods = scene.pods
    containers = scene.containers
    engineProblems = scene.engineProblems
    routes = scene.routes
    redactor = scene.redactor
    canaries = scene.canaries
    leftovers = scene.leftovers
    tables = scene.tables
    accountsByView = scene.accountsByView
    var all = scene.answers
    all.add(answers)
    self.answers = all
    self.earlier = earlier
    var cases = scene.cases
    for examined in answers.cases
    where !cases.contains(where: { $0.url == examined.url && $0.method == examined.method }) {
      cases.append(examined)
    }
    self.cases = cases
    let known = scene.resolutions.withLock { $0 }
    resolutions = Mutex(known.filter { answers.exchanges[$0.key] == nil })
  }

  /// The mounts that a viewpoint sees.
  public func mounts(_ view: Viewpoint) -> MountTable { tables[view] ?? machine.mountTable(of: view) }

  /// The accounts of a viewpoint's own files.
  public func accounts(_ view: Viewpoint) -> Accounts { accountsByView[view] ?? Accounts(machine, in: view) }

  /// What the live server answered to a case; nil where it was not asked.
  func exchange(_ examined: Case) -> Exchange? { answers.exchanges[examined] }

  /// What the redirects of a case's answer ended in; nil where it has none.
  func finalExchange(_ examined: Case) -> Exchange? { answers.ends[examined] }

  /// What the application behind nginx answered to a case, asked past nginx; nil where it was not asked.
  func upstreamExchange(_ examined: Case) -> Exchange? { answers.upstreams[examined] }

  /// What the configuration on the disk makes of a case; nil where no nginx answers for it.
  func resolved(_ examined: Case) -> ResolvedCase? {
    if let known = resolutions.withLock({ $0[examined] }) { return known }
    let resolved = ResolvedCase(examined, in: self)
    resolutions.withLock { $0[examined] = .some(resolved) }
    return resolved
  }

  public func route(_ id: String?) -> Route? { id.flatMap { id in routes.first { $0.id == id } } }

  /// A walk in the mounts of its own namespace.
  public func walk(_ place: Place, as identity: Identity, for purpose: Walk.Purpose) -> Walk {
    machine.walk(place, as: identity, for: purpose, mounts: mounts(place.view))
  }
}
