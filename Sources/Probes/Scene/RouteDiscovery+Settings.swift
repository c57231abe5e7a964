import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Routes by what applications, loose env files and the command line say.
extension RouteDiscovery {
  func settingRoutes(of number: Int, _ fronts: [Front]) -> [Route] {
    let application = applications[number]
    let own = self.fronts(of: application, among: fronts)
    return [RouteSummary.Kind.static, .media].flatMap { kind -> [Route] in
      guard let root = application.setting(kind == .static ? .staticRoot : .mediaRoot) else { return [] }
      let url = application.setting(kind == .static ? .staticURL : .mediaURL)
      let place = application.place(root.value)
      return routes(kind, url, root, place, number, own.isEmpty ? [] : own)
    }
  }

  func looseRoutes(_ fronts: [Front]) -> [Route] {
    looseFiles.flatMap { file -> [Route] in
      let layers = SettingLayers([.envFile: file.settings])
      func setting(_ role: SettingRole) -> Setting? { layers.winner(of: role.names)?.setting }
      return [RouteSummary.Kind.static, .media].flatMap { kind -> [Route] in
        guard let root = setting(kind == .static ? .staticRoot : .mediaRoot), root.value.hasPrefix("/") else {
          return []
        }
        return routes(
          kind, setting(kind == .static ? .staticURL : .mediaURL), root, Place(FilePath(root.value)), nil, fronts)
      }
    }
  }

  func optionRoutes(_ fronts: [Front], beside known: [Route]) -> [Route] {
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
      let place = Place(root)
      return known.contains { $0.writerRoot == place } ? [] : routes(kind, address, setting, place, nil, fronts)
    }
  }

  /// A setting's routes: on each server that belongs to the application.
  private func routes(
    _ kind: RouteSummary.Kind, _ url: Setting?, _ root: Setting, _ place: Place?, _ application: Int?, _ fronts: [Front]
  ) -> [Route] {
    func elsewhere(_ prefix: String, _ base: String = "http://localhost") -> [Route] {
      [
        Route(
          id: kind.rawValue, kind: kind, prefix: prefix, base: base, nginx: nil, application: application,
          writerRoot: place, rootSetting: root, urlSetting: url, readerRoot: nil, handler: "none")
      ]
    }
    guard let prefix = url.map({ URLPath.prefix(of: $0.value) }) ?? assumedPrefix(kind, root, place, fronts) else {
      return elsewhere("/")
    }
    let name = kind == .static ? "a.css" : "a.jpg"
    if let url, let base = Self.origin(of: url.value), !isServedHere(base, prefix, name, fronts) {
      return elsewhere(prefix, base)
    }
    let related = application == nil ? fronts.filter { concerns($0, prefix, name, place) } : fronts
    guard !related.isEmpty else { return elsewhere(prefix) }
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
    if let serving { return URLPath.prefix(of: serving) }
    return customary.first { prefix in
      patterns.contains { URLPath.prefix(of: $0) == prefix }
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

  /// Whether a server of this machine has the origin's name, or files for the prefix, as the origin behind a network of caches has.
  private func isServedHere(_ base: String, _ prefix: String, _ name: String, _ fronts: [Front]) -> Bool {
    let host = CaseDiscovery.authority(of: base).host
    let names = nginx.flatMap { $0.configuration.servers.flatMap(\.names) }
    return names.contains { $0.lowercased() == host.lowercased() }
      || fronts.contains { mapping($0, prefix, name).root != nil }
  }
}
