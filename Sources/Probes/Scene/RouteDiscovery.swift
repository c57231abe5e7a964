import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Joins nginx's locations and applications' settings to routes.
struct RouteDiscovery {
  let machine: any Machine
  let options: ExaminationOptions
  let nginx: [NginxInstance]
  let applications: [Application]
  let looseFiles: [EnvironmentFile]
  let tables: [Viewpoint: MountTable]
  private let resolvers = KeptResolvers()

  /// One server block as a client would address it.
  struct Front {
    let nginx: Int
    let server: ServerBlock
    let base: String
  }

  func routes() -> [Route] {
    let fronts = nginx.indices.flatMap { self.fronts(of: $0) }
    var routes = applications.indices.flatMap { settingRoutes(of: $0, fronts) }
    if applications.allSatisfy({ $0.setting(.mediaRoot) == nil && $0.setting(.staticRoot) == nil }) {
      routes += looseRoutes(fronts)
    }
    routes += optionRoutes(fronts, beside: routes)
    for front in fronts { routes += locationRoutes(of: front, beside: routes) }
    return named(routes)
  }

  private func fronts(of number: Int) -> [Front] {
    nginx[number].configuration.servers.compactMap { server in
      Self.base(of: server).map { Front(nginx: number, server: server, base: $0) }
    }
  }

  /// Scheme, name and port by which clients reach a server; nil where it listens on a socket of this machine alone.
  static func base(of server: ServerBlock) -> String? {
    guard let listen = server.listens.first(where: { $0.family != .unix }) else { return nil }
    let name = server.names.first {
      !$0.isEmpty && $0 != "_" && !$0.contains("*") && !$0.hasPrefix("~") && !$0.hasPrefix(".")
    }
    let scheme = listen.isTLS ? "https" : "http"
    let port = listen.port == (listen.isTLS ? 443 : 80) ? "" : ":\(listen.port)"
    return "\(scheme)://\(name ?? "localhost")\(port)"
  }

  /// How the server answers a path, without regard to what is on the disk.
  private func answer(_ front: Front, _ path: String) -> Answer? {
    let instance = nginx[front.nginx]
    guard let request = try? Request(url: front.base + path) else { return nil }
    let tree = MachineTree(
      machine: machine, view: instance.view, identity: instance.worker, mounts: tables[instance.view] ?? MountTable([]))
    return resolvers.resolver(front.nginx, of: nginx).resolve(request, in: tree)
  }

  /// Where nginx would look for a name below a prefix: the directory, and who handles it.
  func mapping(_ front: Front, _ prefix: String, _ name: String) -> (root: Place?, handler: String) {
    guard let answer = answer(front, prefix + name) else { return (nil, "none") }
    let first = answer.candidates.first { $0.path.hasSuffix(name) }?.path
    let isFile =
      answer.handler == .file || answer.handler == .directoryIndex
      || (first != nil && answer.upstream == nil && (answer.deniedBy.map { $0.kind == .disableSymlinks } ?? true))
    let handler = isFile ? "nginx-file" : answer.handler.rawValue
    guard let file = first ?? answer.file, file.hasSuffix(name), answer.upstream == nil || first != nil else {
      return (nil, handler)
    }
    return (
      Place(FilePath(bytes: ByteText.bytes(String(file.dropLast(name.count)))), in: nginx[front.nginx].view), handler
    )
  }

  /// Ids made unique: `media`, `media-2`, …
  private func named(_ routes: [Route]) -> [Route] {
    var counts: [String: Int] = [:]
    return routes.map { route in
      counts[route.id, default: 0] += 1
      let count = counts[route.id] ?? 1
      var route = route
      if count > 1 { route.id += "-\(count)" }
      return route
    }
  }
}
