import Notation

/// Answers requests as nginx with this configuration would, without sending them.
///
/// Making one is cheap and blocks are prepared when first needed; because of that it belongs to one task at a time.
/// Make another one from the same configuration for another task.
public final class Resolver {
  public let configuration: Configuration
  /// The workers' home for what is asked of the server: its blocks in order.
  public let servers: [ServerBlock]
  let environment: Configuration.Environment
  let http: Scope?
  private let groups: [ListenGroup]
  private var plans: [Int: ServerPlan] = [:]
  private var templates: [String: Template] = [:]
  private var patterns: [String: Result<Pattern, PatternError>] = [:]
  private(set) lazy var upstreams = configuration.upstreams
  private(set) lazy var definitions = VariableDefinitions(http: http)
  private(set) var typeMaps: [Int: TypeMap] = [:]
  private var mapTables: [Directive.ID: MapTable] = [:]
  private var geoTables: [Directive.ID: GeoTable] = [:]

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    environment = configuration.environment
    servers = configuration.servers
    http = servers.first?.scope.parent ?? configuration.httpScope
    groups = Resolver.groups(servers)
  }

  /// What nginx answers to the request, files being looked at in the tree.
  public func resolve(_ request: Request, in tree: some DocumentTree) -> Answer {
    var walk = Walk(resolver: self, request: request, tree: tree)
    let answer = walk.run()
    if answer.certain || walk.openChoices.isEmpty { return answer }
    return Branches(resolver: self, request: request).agreed(walk.openChoices, in: tree) ?? answer
  }

  /// What nginx answers when an upstream's answer to the request carries `X-Accel-Redirect` with this value.
  ///
  /// The request is followed to the location that hands it to the upstream; the internal redirect starts there.
  public func resolveInternal(_ value: String, after request: Request, in tree: some DocumentTree) -> Answer {
    var walk = Walk(resolver: self, request: request, tree: tree)
    walk.accelRedirect = value.byteArray
    return walk.run()
  }

  private static func groups(_ servers: [ServerBlock]) -> [ListenGroup] {
    var groups: [ListenGroup] = []
    var indices: [Listen: Int] = [:]
    for (index, server) in servers.enumerated() {
      let names = server.names
      for listen in server.listens {
        var key = Listen(family: listen.family, address: listen.address, port: listen.port)
        key.path = listen.path
        key.unresolvedHost = listen.unresolvedHost
        let group = indices[key] ?? groups.count
        if group == groups.count {
          indices[key] = group
          groups.append(ListenGroup(listen: listen, server: index))
        }
        groups[group].add(listen, server: index, names: names)
      }
    }
    return groups
  }

  /// The group of servers a connection reaches, and whether another one might be meant.
  func group(for local: Endpoint) -> (group: ListenGroup, isCertain: Bool)? {
    let candidates = groups.filter { group in
      let listen = group.listen
      if local.family == .unix { return listen.family == .unix && listen.path == local.path }
      guard listen.port == local.port else { return false }
      return listen.family == local.family || (listen.acceptsIPv4 && local.family == .ipv4 && listen.address == nil)
    }
    if let address = local.address, !address.isWildcard,
      let exact = candidates.first(where: { $0.listen.address == address })
    {
      return (exact, true)
    }
    let unresolved = candidates.contains { $0.listen.unresolvedHost != nil }
    let wildcards = candidates.filter { $0.listen.address == nil && $0.listen.unresolvedHost == nil }
    if let wildcard = wildcards.first(where: { $0.listen.family == local.family }) ?? wildcards.first {
      let isKnown = local.address != nil || local.family == .unix
      return (wildcard, (isKnown && !unresolved) || candidates.count == 1)
    }
    guard local.address == nil || unresolved, let only = candidates.first else { return nil }
    return (only, candidates.count == 1 && !unresolved)
  }

  func plan(_ server: Int) -> ServerPlan {
    if let plan = plans[server] { return plan }
    let plan = ServerPlan(block: servers[server])
    plans[server] = plan
    return plan
  }

  func template(_ text: String) -> Template {
    if let known = templates[text] { return known }
    let template = Template(text.byteArray)
    templates[text] = template
    return template
  }

  func pattern(_ text: String, caseless: Bool) -> Result<Pattern, PatternError> {
    let key = (caseless ? "i" : "c") + text
    if let known = patterns[key] { return known }
    let result: Result<Pattern, PatternError>
    do throws(PatternError) {
      result = .success(try Pattern(text.byteArray, caseless: caseless))
    } catch {
      result = .failure(error)
    }
    patterns[key] = result
    return result
  }

  func mapTable(_ block: Directive) -> MapTable {
    if let known = mapTables[block.id] { return known }
    let table = MapTable(block)
    mapTables[block.id] = table
    return table
  }

  func geoTable(_ block: Directive) -> GeoTable {
    if let known = geoTables[block.id] { return known }
    let table = GeoTable(block)
    geoTables[block.id] = table
    return table
  }

  func types(_ directives: [Directive]) -> TypeMap {
    guard let first = directives.first else { return TypeMap.standard }
    if let known = typeMaps[first.id] { return known }
    let map = TypeMap(directives)
    typeMaps[first.id] = map
    return map
  }
}
