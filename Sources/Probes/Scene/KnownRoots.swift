import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// The directories in which a site's files may be: by settings, by nginx, by the habits of builds and deploys.
struct KnownRoots {
  let scene: Scene

  struct Root {
    let place: Place
    /// The word of `path.found-elsewhere`.
    let kind: PathFoundElsewhere.KnownAs
    let words: String
  }

  /// The roots to look in for a case, the most telling first; in the namespace of nginx.
  func roots(for examined: Case) -> [Root] {
    let view = examined.nginx.map { scene.nginx[$0].view } ?? .own
    var roots: [Root] = []
    for route in scene.routes where route.id == examined.route || examined.route == nil {
      if let place = route.writerRoot, place.view == view, let setting = route.rootSetting {
        roots.append(Root(place: place, kind: .setting, words: "\(setting.name) (\(setting.source))"))
      }
    }
    for route in scene.routes where route.id != examined.route {
      if let place = route.writerRoot, place.view == view, let setting = route.rootSetting {
        roots.append(Root(place: place, kind: .setting, words: "\(setting.name) (\(setting.source))"))
      }
    }
    if let number = examined.nginx { roots += nginxRoots(scene.nginx[number], view) }
    roots += published(examined, view)
    let own =
      scene.route(examined.route)?.readerRoot
      ?? scene.resolved(examined)?.file.map { $0.at($0.path.removingLastComponent()) }
    if let own { roots += builds(near: own) }
    var seen: Set<Place> = []
    return roots.filter { seen.insert($0.place).inserted }
  }

  /// The directories in which the application that gets the request keeps what is public.
  private func published(_ examined: Case, _ view: Viewpoint) -> [Root] {
    let addresses = scene.resolved(examined)?.answer.upstream?.addresses ?? []
    guard let application = addresses.lazy.compactMap({ scene.application(at: $0) }).first, application.view == view,
      let directory = application.workingDirectory, directory.components.count > 1
    else { return [] }
    let segment = URLPath.prefix(of: examined.url).split(separator: "/").first.map(String.init) ?? ""
    let folders = ["public", "dist", "build", "staticfiles", "wwwroot"]
    let nested = segment.isEmpty || segment.contains("%") ? [] : folders.map { "\($0)/\(segment)" }
    return (nested + folders).compactMap { name in
      let place = Place(directory.appending(FilePath(name).components), in: view)
      guard scene.machine.exists(place) else { return nil }
      return Root(place: place, kind: .build, words: "\(place.path.shown), in the directory of \(application.program)")
    }
  }

  private func nginxRoots(_ instance: NginxInstance, _ view: Viewpoint) -> [Root] {
    func below(_ directives: [Directive]) -> [Directive] {
      directives.flatMap { (["root", "alias"].contains($0.name) ? [$0] : []) + below($0.block ?? []) }
    }
    return below(instance.configuration.directives).compactMap { directive in
      guard let path = directive.arguments.first, path.hasPrefix("/"), !path.contains("$") else { return nil }
      return Root(
        place: Place(FilePath(path), in: view), kind: .nginxRoot, words: "\(directive.name) at \(directive.position)")
    }
  }

  /// Directories that builds write to, beside the one that is served.
  private func builds(near place: Place) -> [Root] {
    let names = [
      "dist", "build", "public", "out", "static", "staticfiles", "assets", "www", "html", "public/build",
      "public/assets", "_site", "shared/media", "shared/public", "shared/static", "current/public", "media", "uploads",
    ]
    var roots: [Root] = []
    var folder = place.path
    for _ in 0..<2 where folder.components.count > 1 {
      folder.removeLastComponent()
      guard folder.components.count > 1 else { break }
      for name in names {
        let candidate = place.at(folder.appending(FilePath(name).components))
        guard candidate != place, scene.machine.exists(candidate) else { continue }
        roots.append(Root(place: candidate, kind: .build, words: candidate.path.shown))
      }
    }
    return roots
  }

  /// The relative paths under which the file may be known: below the route's prefix, below the site's root.
  static func tails(of path: FilePath, url: String, prefix: String?) -> [[FilePath.Component]] {
    let path = PercentEncoding.decode(URLReference(url).path)
    let whole = Array(FilePath(bytes: path).components)
    guard let prefix, path.starts(with: prefix.utf8) else { return [whole, Array(whole.dropFirst())] }
    let below = Array(FilePath(bytes: Array(path.dropFirst(prefix.utf8.count))).components)
    return [below, whole]
  }
}
