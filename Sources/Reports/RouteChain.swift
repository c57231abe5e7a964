import Diagnostics

/// The way of a file through the links that store and serve it, with the broken one marked.
struct RouteChain {
  /// A station on the way.
  struct Station: Equatable {
    /// Its part on the way: `application`, `files`, `nginx`, `client`.
    let role: String
    let name: String
    /// Whether the cause lies in the station itself.
    var isBroken = false
  }

  var stations: [Station]
  /// The index of the station behind which the chain is broken; nil where a station is.
  var breakAfter: Int?
  /// What is broken, in words.
  let remark: String

  /// The chain of the route that a cause is about; nil where no route is known.
  init?(_ report: Report, _ diagnosed: DiagnosedCause) {
    guard let route = Self.route(of: diagnosed.subject, in: report.routes) else { return nil }
    let server = route.handler?.hasPrefix("s3") == true || diagnosed.area == "s3" ? "bucket" : "nginx"
    stations = [
      Station(role: "application", name: Wording.actor(route.writer, otherwise: "application")),
      Station(role: "files", name: Self.storage(route)),
      Station(role: server, name: Wording.actor(route.reader, otherwise: server)),
      Station(role: "client", name: diagnosed.subject[.url] ?? route.url ?? "the browser"),
    ]
    let place = Place(diagnosed)
    switch place {
    case .station(let index): stations[index].isBroken = true
    case .link(let index): breakAfter = index
    }
    remark =
      switch place {
      case .station(let index): "broken at: \(stations[index].role)"
      case .link(let index): "broken between: \(stations[index].role) and \(stations[index + 1].role)"
      }
  }

  /// `app -> /srv/media (ext4) -X-> nginx -> http://…`; a broken station stands in `[X …]`.
  var text: String {
    var text = ""
    for (index, station) in stations.enumerated() {
      let name = Foreign.shortened(station.name, to: 100)
      text += station.isBroken ? "[X \(name)]" : name
      if index < stations.count - 1 { text += index == breakAfter ? " -X-> " : " -> " }
    }
    return text
  }

  /// Where in the chain a cause belongs.
  private enum Place {
    case station(Int)
    case link(Int)

    init(_ diagnosed: DiagnosedCause) {
      let concernsWriting =
        !diagnosed.cause.symptoms.contains { $0.hasPrefix("http-40") }
        && diagnosed.cause.symptoms.contains { $0 == "upload-fails" || $0 == "http-507" || $0 == "http-500" }
      switch diagnosed.area {
      case "app", "deploy": self = .station(0)
      case "access": self = .link(concernsWriting ? 0 : 1)
      case "paths": self = .link(0)
      case "files", "volumes", "disk": self = .station(1)
      case "http": self = .link(2)
      default: self = .station(2)
      }
    }
  }

  private static func route(of subject: Subject, in routes: [RouteSummary]) -> RouteSummary? {
    if let id = subject[.route], let route = routes.first(where: { $0.id == id }) { return route }
    if let url = subject[.url] {
      let covering = routes.filter { $0.url.map(url.hasPrefix) == true }
      if let route = covering.max(by: { ($0.url?.count ?? 0) < ($1.url?.count ?? 0) }) { return route }
    }
    if let path = subject[.path] {
      let covering = routes.filter { route in route.root.map { path == $0 || path.hasPrefix($0 + "/") } == true }
      if let route = covering.max(by: { ($0.root?.count ?? 0) < ($1.root?.count ?? 0) }) { return route }
    }
    return routes.count == 1 ? routes[0] : nil
  }

  private static func storage(_ route: RouteSummary) -> String {
    let root = route.root ?? "storage"
    guard let mount = route.mount else { return root }
    let words = [mount["type"], mount["source"]].compactMap { $0?.text }.filter { !$0.isEmpty }
    return words.isEmpty ? root : "\(root) (\(words.joined(separator: " ")))"
  }
}
