import Diagnostics
import Facts

/// The routes of which a file came back as it lies on the disk, by which it is decided what a root's facts are about.
struct ServedRoutes {
  private let routes: Set<String>

  init(_ observations: [Observation]) {
    routes = Set(observations.filter { $0.isOf(HTTPBodyMatches.self) }.compactMap { $0.subject[.route] })
  }

  /// The route; the directory alone where files of the route are served well, which says nothing of those that it lacks.
  func subject(_ root: SeenRoot) -> Subject {
    let route = root.route ?? ""
    return routes.contains(route) ? [.host: root.host, .path: root.seen.path] : [.host: root.host, .route: route]
  }
}
