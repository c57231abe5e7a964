import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// Chooses the requests to examine: what the user named, or samples of every route.
struct CaseDiscovery {
  let machine: any Machine
  let options: ExaminationOptions
  let nginx: [NginxInstance]
  let routes: [Route]
  let listings: [Place: Listing]
  let tables: [Viewpoint: MountTable]
  /// The number of the nginx that holds each listening port.
  let ports: [Int: Int]
  private let resolvers = KeptResolvers()

  func cases() -> [Case] {
    let urls = options.targets.filter { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    var cases = urls.map { target($0, .target, method: "GET") }
    if let upload = options.uploadURL { cases.append(target(upload, .upload, method: "POST")) }
    if cases.isEmpty { cases = routes.flatMap { samples(of: $0) } + frontPages() }
    var seen: Set<String> = []
    return cases.filter { seen.insert("\($0.method) \($0.url)").inserted }
  }

  /// The case of a URL that somebody named.
  func target(_ url: String, _ origin: Case.Origin, method: String) -> Case {
    let path = URLPath.prefix(of: url)
    let (host, port) = Self.authority(of: url)
    let number =
      ports[port]
      ?? nginx.indices.first { number in
        nginx[number].configuration.servers.contains { $0.listens.contains { $0.port == port } }
      }
    let covering = routes.filter { path.hasPrefix($0.prefix) && ($0.nginx == number || $0.nginx == nil) }
    let named = covering.filter { Self.authority(of: $0.base).host == host }
    let settled = covering.filter { $0.rootSetting != nil }
    let route = Self.longest(named) ?? Self.longest(settled) ?? Self.longest(covering)
    return Case(url: url, method: method, origin: origin, route: route?.id, nginx: number, file: file(of: path, route))
  }

  private static func longest(_ routes: [Route]) -> Route? {
    routes.max { ($0.prefix.count, $0.rootSetting == nil ? 0 : 1) < ($1.prefix.count, $1.rootSetting == nil ? 0 : 1) }
  }

  /// The file that the application would have stored for a URL path.
  private func file(of path: String, _ route: Route?) -> Place? {
    guard let route, let root = route.writerRoot else { return nil }
    let relative = path.dropFirst(route.prefix.count).dropLast().prefix { $0 != "?" && $0 != "#" }
    guard !relative.isEmpty else { return nil }
    return root.at(root.path.appending(FilePath(bytes: PercentEncoding.decode(relative)).components))
  }

  static func authority(of url: String) -> (host: String, port: Int) {
    let isTLS = url.hasPrefix("https:")
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let authority = rest.prefix { !"/?#".contains($0) }
    if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
      let port = authority[authority.index(after: close)...].dropFirst()
      return (String(authority[...close]), Int(port) ?? (isTLS ? 443 : 80))
    }
    let parts = authority.split(separator: ":", maxSplits: 1)
    return (parts.first.map(String.init)?.lowercased() ?? "", parts.count > 1 ? Int(parts[1]) ?? 80 : isTLS ? 443 : 80)
  }

  // MARK: samples

  /// So many front pages of applications are asked for in a survey.
  private static let frontPageLimit = 6

  /// The front page of every server that hands requests to an application: whether that is there at all.
  private func frontPages() -> [Case] {
    let pages = nginx.indices.flatMap { number -> [Case] in
      guard nginx[number].isRunning else { return [] }
      return nginx[number].configuration.servers.compactMap { server in
        guard !(server.directive.block ?? []).passes.isEmpty,
          let base = RouteDiscovery.base(of: server), isHandedOn(base + "/", number),
          // A server without a name has a certificate for other names than the one that it is asked by here.
          !base.hasPrefix("https://localhost")
        else { return nil }
        return Case(
          url: base + "/", method: "GET", origin: .page,
          route: routes.first { $0.base == base && $0.prefix == "/" }?.id,
          nginx: number, file: nil)
      }
    }
    return Array(pages.prefix(Self.frontPageLimit))
  }

  private func samples(of route: Route) -> [Case] {
    guard route.nginx != nil, let root = route.writerRoot ?? route.readerRoot else { return [] }
    guard let listing = listings[root] else { return [] }
    let telling = telling(listing, route)
    var chosen = telling.filter { !isKeptBack($0, route) }
    if chosen.isEmpty, !telling.isEmpty { return [] }
    if route.prefix == "/" {
      let hasPage =
        listing.files.isEmpty
        || listing.files.contains { $0.relative.components.count == 1 && $0.relative.stem == "index" }
      guard hasPage else { return chosen.map { sample($0, route) } }
      let page = Case(
        url: route.base + "/", method: "GET", origin: .page, route: route.id, nginx: route.nginx, file: nil)
      return [page] + chosen.map { sample($0, route) }
    }
    if chosen.isEmpty, route.rootSetting != nil { return isSound(route) ? [] : [probeName(route)] }
    chosen = Array(chosen.prefix(14))
    return chosen.map { sample($0, route) }
  }

  /// Whether nginx hands a URL to another server; where only some prefix is handed on, the front page may well be nothing.
  private func isHandedOn(_ url: String, _ number: Int) -> Bool { answer(to: url, number)?.upstream != nil }

  /// Whether a location of its own within the route keeps a file from everybody who asks for it plainly: that somebody wrote for
  /// this part alone is meant, until somebody asks for one of its files.
  private func isKeptBack(_ entry: Listing.Entry, _ route: Route) -> Bool {
    guard let number = route.nginx, let answer = answer(to: route.url(entry.relative), number),
      let denial = answer.deniedBy, denial.kind != .disableSymlinks
    else { return false }
    let configuration = nginx[number].configuration
    return zip(answer.locations, answer.locationIDs).contains { location, identifier in
      !location.modifier.hasPrefix("~") && (location.modifier == "=" || location.pattern.count > route.prefix.count)
        && configuration.directive(identifier)?.block?.contains { $0.position == denial.position } == true
    }
  }

  private func answer(to url: String, _ number: Int) -> Answer? {
    let instance = nginx[number]
    guard let request = try? Request(url: url) else { return nil }
    let tree = MachineTree(
      machine: machine, view: instance.view, identity: instance.worker, mounts: tables[instance.view] ?? MountTable([]))
    return resolvers.resolver(number, of: nginx).resolve(request, in: tree)
  }

  /// Whether a route without files has all it needs: nginx looks in the very directory that uploads go to.
  private func isSound(_ route: Route) -> Bool {
    guard route.kind == .media, route.handler == "nginx-file", let writer = route.writerRoot,
      let reader = route.readerRoot
    else { return false }
    guard let written = machine.file(at: writer), let read = machine.file(at: reader) else {
      return writer == reader && !machine.exists(writer)
    }
    return written.kind == .directory && read.isSame(as: written)
  }

  /// A name for a route that holds no file yet: what its server and location would do with one.
  private func probeName(_ route: Route) -> Case {
    let name = route.kind == .static ? "css/app.css" : "example.jpg"
    return Case(
      url: route.base + route.prefix + name, method: "GET", origin: .sample, route: route.id, nginx: route.nginx,
      file: nil)
  }

  private func sample(_ entry: Listing.Entry, _ route: Route) -> Case {
    Case(
      url: route.url(entry.relative), method: "GET", origin: .sample, route: route.id, nginx: route.nginx,
      file: entry.place)
  }

  /// The newest and the oldest file, one of every kind, and whatever looks wrong: unreadable, empty, dangling.
  private func telling(_ listing: Listing, _ route: Route) -> [Listing.Entry] {
    let deeper =
      routes.filter { $0.base == route.base }.map(\.prefix).filter { $0 != route.prefix && $0.hasPrefix(route.prefix) }
      + refused(in: route)
    let files = listing.entries.filter { entry in
      guard entry.status.kind == .regular || entry.isDangling else { return false }
      let url = route.prefix + entry.relative.string
      return isServed(entry) && !deeper.contains { url.hasPrefix($0) }
    }
    var chosen: [Listing.Entry] = []
    func add(_ entries: some Sequence<Listing.Entry>, _ count: Int) {
      for entry in entries.prefix(count) where !chosen.contains(where: { $0.place == entry.place }) {
        chosen.append(entry)
      }
    }
    let regular = files.filter { !$0.isDangling }
    add(regular.sorted { $0.status.modified > $1.status.modified }, 1)
    var kinds: Set<String> = []
    add(regular.filter { kinds.insert($0.relative.extension?.lowercased() ?? "").inserted }, 6)
    add(regular.sorted { $0.status.modified < $1.status.modified }, 1)
    if let number = route.nginx {
      let instance = nginx[number]
      let mounts = tables[instance.view] ?? MountTable([])
      add(
        regular.lazy.filter { machine.walk($0.place, as: instance.worker, for: .read, mounts: mounts).denied != nil }, 3
      )
    }
    add(regular.filter { $0.status.size == 0 && $0.relative.lastComponent?.string != "__init__.py" }, 2)
    add(files.filter(\.isDangling), 2)
    return chosen
  }

  /// Parts of a route that a location of their own refuses to everybody: they are closed on purpose.
  private func refused(in route: Route) -> [String] {
    guard let number = route.nginx else { return [] }
    let servers = nginx[number].configuration.servers.filter { RouteDiscovery.base(of: $0) == route.base }
    return servers.flatMap(\.locations).filter { location in
      let block = location.directive.block ?? []
      return !location.pattern.isRegex && location.pattern.text != route.prefix
        && location.pattern.text.hasPrefix(route.prefix)
        && block.contains { $0.name == "deny" && $0.arguments == ["all"] } && !block.contains { $0.name == "satisfy" }
    }.map(\.pattern.text)
  }

  /// Whether a file looks as if it were meant for the web.
  private func isServed(_ entry: Listing.Entry) -> Bool {
    let hidden: Set<String> = [
      "py", "pyc", "php", "rb", "sh", "yml", "yaml", "env", "lock", "toml", "ini", "conf", "sql", "sqlite3", "db",
      "log", "gz", "br",
      "bak", "swp", "part", "partial", "tmp", "crdownload", "pid", "sock", "go", "ts", "tsx", "jsx", "vue", "scss",
      "sass", "less", "md", "swift", "java", "c",
      "h",
    ]
    return !hidden.contains(entry.relative.extension?.lowercased() ?? "")
      && !entry.relative.components.contains { ["node_modules", "venv", "vendor.bundle"].contains($0.string) }
  }
}
