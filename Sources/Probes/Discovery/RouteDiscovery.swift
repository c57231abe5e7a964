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

  // MARK: servers

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
    return Resolver(instance.configuration).resolve(request, in: tree)
  }

  /// Where nginx would look for a name below a prefix: the directory, and who handles it.
  private func mapping(_ front: Front, _ prefix: String, _ name: String) -> (root: Place?, handler: String) {
    guard let answer = answer(front, prefix + name) else { return (nil, "none") }
    let first = answer.candidates.first { $0.path.hasSuffix(name) }?.path
    let isFile =
      answer.handler == .file || answer.handler == .directoryIndex
      || (first != nil && answer.upstream == nil && answer.deniedBy == nil)
    let handler = isFile ? "nginx-file" : answer.handler.rawValue
    guard let file = first ?? answer.file, file.hasSuffix(name), answer.upstream == nil || first != nil else {
      return (nil, handler)
    }
    return (
      Place(FilePath(bytes: ByteText.bytes(String(file.dropLast(name.count)))), in: nginx[front.nginx].view), handler
    )
  }

  // MARK: settings

  private func settingRoutes(of number: Int, _ fronts: [Front]) -> [Route] {
    let application = applications[number]
    let own = self.fronts(of: application, among: fronts)
    return [RouteSummary.Kind.static, .media].flatMap { kind -> [Route] in
      guard let root = application.setting(kind == .static ? .staticRoot : .mediaRoot) else { return [] }
      let url = application.setting(kind == .static ? .staticURL : .mediaURL)
      let place = application.place(root.value)
      return routes(kind, url, root, place, number, own.isEmpty ? [] : own)
    }
  }

  private func looseRoutes(_ fronts: [Front]) -> [Route] {
    looseFiles.flatMap { file -> [Route] in
      func setting(_ role: SettingRole) -> Setting? {
        role.names.lazy.compactMap { name in file.settings.last { $0.name == name && !$0.value.isEmpty } }.first
      }
      return [RouteSummary.Kind.static, .media].flatMap { kind -> [Route] in
        guard let root = setting(kind == .static ? .staticRoot : .mediaRoot), root.value.hasPrefix("/") else {
          return []
        }
        return routes(
          kind, setting(kind == .static ? .staticURL : .mediaURL), root, Place(FilePath(root.value)), nil, fronts)
      }
    }
  }

  private func optionRoutes(_ fronts: [Front], beside known: [Route]) -> [Route] {
    let wanted: [(RouteSummary.Kind, String?, FilePath?)] = [
      (.static, options.staticURL, options.staticRoot), (.media, options.mediaURL, options.mediaRoot),
    ]
    return wanted.flatMap { kind, url, root -> [Route] in
      guard let root else { return [] }
      let setting = Setting(
        name: kind == .static ? "--static-root" : "--media-root", value: root.string, source: "command line")
      let address = url.map {
        Setting(name: kind == .static ? "--static-url" : "--media-url", value: $0, source: "command line")
      }
      let place = Place(root.isAbsolute ? root : FilePath("/").appending(root.components))
      return known.contains { $0.writerRoot == place } ? [] : routes(kind, address, setting, place, nil, fronts)
    }
  }

  /// A setting's routes: on each server that belongs to the application.
  private func routes(
    _ kind: RouteSummary.Kind, _ url: Setting?, _ root: Setting, _ place: Place?, _ application: Int?, _ fronts: [Front]
  ) -> [Route] {
    let prefix = url.map { Self.path(of: $0.value) } ?? assumedPrefix(kind, root, place, fronts)
    guard let prefix else {
      return [
        Route(
          id: kind.rawValue, kind: kind, prefix: "/", base: "http://localhost", nginx: nil, application: application,
          writerRoot: place, rootSetting: root, urlSetting: nil, readerRoot: nil, handler: "none")
      ]
    }
    let name = kind == .static ? "a.css" : "a.jpg"
    if let url, let base = Self.origin(of: url.value), !isServedHere(base, prefix, name, fronts) {
      return [
        Route(
          id: kind.rawValue, kind: kind, prefix: prefix, base: base, nginx: nil, application: application,
          writerRoot: place, rootSetting: root, urlSetting: url, readerRoot: nil, handler: "none")
      ]
    }
    var related = fronts
    if application == nil { related = fronts.filter { concerns($0, prefix, name, place) } }
    guard !related.isEmpty else {
      return [
        Route(
          id: kind.rawValue, kind: kind, prefix: prefix, base: "http://localhost", nginx: nil, application: application,
          writerRoot: place, rootSetting: root, urlSetting: url, readerRoot: nil, handler: "none")
      ]
    }
    return related.map { front in
      let (reader, handler) = mapping(front, prefix, name)
      return Route(
        id: kind.rawValue, kind: kind, prefix: prefix, base: front.base, nginx: front.nginx, application: application,
        writerRoot: place, rootSetting: root, urlSetting: url, readerRoot: reader, handler: handler)
    }
  }

  /// The prefix of a root for which no setting names one: that of the location which serves it, or the customary one where a
  /// location has it.
  private func assumedPrefix(_ kind: RouteSummary.Kind, _ root: Setting, _ place: Place?, _ fronts: [Front]) -> String?
  {
    let customary = kind == .static ? ["/static/", "/assets/"] : ["/media/", "/uploads/", "/files/"]
    let patterns = fronts.flatMap(\.server.locations).filter { !$0.pattern.isRegex && $0.pattern.text != "/" }.map(
      \.pattern.text)
    let name = kind == .static ? "a.css" : "a.jpg"
    let serving = fronts.lazy.flatMap { front in
      patterns.filter { self.mapping(front, $0, name).root?.path == place?.path }
    }.first
    if let serving { return Self.path(of: serving) }
    return customary.first { prefix in
      patterns.contains { Self.path(of: $0) == prefix }
        && (!root.isCode || FilePath(prefix).lastComponent == place?.path.lastComponent)
    }
  }

  private func concerns(_ front: Front, _ prefix: String, _ name: String, _ place: Place?) -> Bool {
    let (reader, _) = mapping(front, prefix, name)
    return reader != nil && reader?.path == place?.path || front.server.locations.contains { $0.pattern.text == prefix }
  }

  /// The servers that hand requests to an application; else those that name its directories.
  private func fronts(of application: Application, among fronts: [Front]) -> [Front] {
    let ports = Set(application.listeners.map { $0.isUnix ? "unix:\($0.address)" : String($0.port) })
    let handing = fronts.filter { front in
      passes(of: front).contains { address in
        address.hasPrefix("unix:")
          ? ports.contains(address) : ports.contains(String(address.split(separator: ":").last ?? ""))
      }
    }
    if !handing.isEmpty { return handing }
    let folders = [application.setting(.staticRoot), application.setting(.mediaRoot)].compactMap { $0?.value }
    return fronts.filter { front in
      front.server.locations.contains { location in
        location.settings.documentRoot?.arguments.first.map { root in
          folders.contains { root.hasPrefix($0) || $0.hasPrefix(root) && root.count > 1 }
        } == true
      }
    }
  }

  /// The addresses behind every pass directive of a server.
  private func passes(of front: Front) -> [String] {
    let configuration = nginx[front.nginx].configuration
    func below(_ directives: [Directive]) -> [Directive] {
      directives.flatMap { ($0.name.hasSuffix("_pass") ? [$0] : []) + below($0.block ?? []) }
    }
    return below(front.server.directive.block ?? []).flatMap { configuration.addresses(ofPass: $0) }
  }

  // MARK: other hosts

  /// Whether a server of this machine has the origin's name, or files for the prefix, as the origin behind a network of caches has.
  private func isServedHere(_ base: String, _ prefix: String, _ name: String, _ fronts: [Front]) -> Bool {
    let host = base.firstRange(of: "://").map { base[$0.upperBound...].prefix { $0 != ":" } } ?? base[...]
    let names = nginx.flatMap { $0.configuration.servers.flatMap(\.names) }
    return names.contains { $0.lowercased() == host.lowercased() }
      || fronts.contains { mapping($0, prefix, name).root != nil }
  }

  /// `https://cdn.example` of `https://cdn.example/static/` and of `//cdn.example/static/`; nil for a bare path.
  static func origin(of url: String) -> String? {
    guard let mark = url.firstRange(of: "//"), ["", "http:", "https:"].contains(url[..<mark.lowerBound]) else {
      return nil
    }
    let host = url[mark.upperBound...].prefix { $0 != "/" }
    guard !host.isEmpty else { return nil }
    return (mark.lowerBound == url.startIndex ? "https:" : String(url[..<mark.lowerBound])) + "//" + host
  }

  // MARK: locations

  private func locationRoutes(of front: Front, beside known: [Route]) -> [Route] {
    var prefixes = front.server.locations.filter { !$0.pattern.isRegex && $0.pattern.modifier != .exact }
      .map(\.pattern.text).filter { $0.hasPrefix("/") && $0.hasSuffix("/") }
    if !prefixes.contains("/") { prefixes.append("/") }
    return prefixes.compactMap { prefix in
      guard !known.contains(where: { $0.base == front.base && $0.prefix == prefix }) else { return nil }
      let kind = Self.kind(of: prefix)
      let name = kind == .media ? "a.jpg" : "a.css"
      let (reader, handler) = mapping(front, prefix, name)
      guard let reader, handler == "nginx-file" || handler == "internal" || handler == "deny" || handler == "auth"
      else { return nil }
      guard handler != "internal" else { return nil }
      return Route(
        id: prefix == "/" ? "root" : kind == .unknown ? String(prefix.dropFirst().dropLast()) : kind.rawValue,
        kind: kind, prefix: prefix,
        base: front.base, nginx: front.nginx, application: nil, writerRoot: nil, rootSetting: nil, urlSetting: nil,
        readerRoot: reader, handler: handler)
    }
  }

  static func kind(of prefix: String) -> RouteSummary.Kind {
    let words = prefix.lowercased().split(whereSeparator: { "/-_.".contains($0) }).map(String.init)
    if words.contains(where: {
      ["static", "assets", "css", "js", "build", "dist", "packs", "fonts", "theme", "themes", "bundles"].contains($0)
    }) {
      return .static
    }
    if words.contains(where: {
      [
        "media", "uploads", "upload", "files", "storage", "images", "img", "photos", "avatars", "attachments", "system",
        "documents",
      ].contains($0)
    }) {
      return .media
    }
    if words.contains(where: { ["download", "downloads", "export", "exports"].contains($0) }) { return .download }
    return .unknown
  }

  /// `/media/` of `/media/`, `media`, `https://cdn.example/media`.
  static func path(of url: String) -> String {
    var path = url[...]
    if let scheme = path.firstRange(of: "://") ?? (path.hasPrefix("//") ? path.firstRange(of: "//") : nil) {
      let rest = path[scheme.upperBound...]
      path = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    if !path.hasPrefix("/") { path = "/" + path }
    return path.hasSuffix("/") ? String(path) : path + "/"
  }

  /// Ids made unique: `media`, `media-2`, …
  private func named(_ routes: [Route]) -> [Route] {
    var counts: [String: Int] = [:]
    return routes.map { route in
      counts[route.id, default: 0] += 1
      let count = counts[route.id] ?? 1
      return count == 1 ? route : route.renamed("\(route.id)-\(count)")
    }
  }
}

extension Route {
  func renamed(_ id: String) -> Route {
    Route(
      id: id, kind: kind, prefix: prefix, base: base, nginx: nginx, application: application, writerRoot: writerRoot,
      rootSetting: rootSetting, urlSetting: urlSetting, readerRoot: readerRoot, handler: handler)
  }
}
