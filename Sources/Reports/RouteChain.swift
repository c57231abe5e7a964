import Diagnostics
import Facts
import Notation

/// The way of a file through the links that store and serve it, with the broken one marked.
struct RouteChain {
  /// A station on the way.
  struct Station: Equatable {
    enum Role: String {
      case application, files, bucket, nginx, wire, browser
    }

    let role: Role
    let name: String
    /// Whether the cause lies in the station itself.
    var isBroken = false
  }

  private(set) var stations: [Station]
  /// The index of the station behind which the chain is broken; nil where a station is.
  private(set) var breakAfter: Int?
  /// What is broken, in words.
  private(set) var remark = ""

  /// The chain of the route that a cause is about; nil where no route is known.
  init?(_ report: Report, _ diagnosed: DiagnosedCause) {
    guard let route = report.route(of: diagnosed.subject) else { return nil }
    stations = Self.stations(route, diagnosed, report)
    switch ChainBreak(diagnosed) {
    case .at(let role):
      guard let index = index(of: role) else { return nil }
      stations[index].isBroken = true
      remark = "broken at: \(stations[index].role.rawValue)"
    case .before(let role):
      guard let index = index(of: role), index > 0 else { return nil }
      breakAfter = index - 1
      remark = "broken between: \(stations[index - 1].role.rawValue) and \(stations[index].role.rawValue)"
    }
  }

  /// `app -> /srv/media (ext4) -X-> nginx -> HTTP 403 -> browser`; a broken station stands in `[X …]`.
  var text: String {
    var text = ""
    for (index, station) in stations.enumerated() {
      let name = station.role == .browser ? "browser" : Foreign.shortened(station.name, to: 100)
      text += station.isBroken ? "[X \(name)]" : name
      if index < stations.count - 1 { text += index == breakAfter ? " -X-> " : " -> " }
    }
    return text
  }

  /// Where a part stands; objects take the place of files, and the bucket that of nginx.
  private func index(of role: Station.Role) -> Int? {
    if let index = stations.firstIndex(where: { $0.role == role }) { return index }
    switch role {
    case .files, .nginx: return stations.firstIndex { $0.role == .bucket } ?? stations.firstIndex { $0.role == .nginx }
    case .bucket: return stations.firstIndex { $0.role == .files }
    default: return nil
    }
  }

  private static func stations(_ route: RouteSummary, _ diagnosed: DiagnosedCause, _ report: Report) -> [Station] {
    let url = diagnosed.subject[.url] ?? route.url ?? "the browser"
    let application = Station(
      role: .application, name: Wording.actor(route.writer, otherwise: "application"))
    let end = [Station(role: .wire, name: wire(url, in: report)), Station(role: .browser, name: url)]
    if route.handler?.hasPrefix("s3") == true || diagnosed.area == "s3" {
      let bucket = diagnosed.subject[.bucket].map { "s3://\($0)" } ?? route.root ?? "bucket"
      return [application, Station(role: .bucket, name: bucket)] + end
    }
    let nginx = Station(role: .nginx, name: Wording.actor(route.reader, otherwise: "nginx"))
    let isHandedOn = route.handler == "proxy" && route.root == nil
    return [application] + (isHandedOn ? [] : [Station(role: .files, name: storage(route))]) + [nginx] + end
  }

  private static func storage(_ route: RouteSummary) -> String {
    let root = route.root ?? "storage"
    guard let mount = route.mount else { return root }
    let words = [mount["type"], mount["source"]].compactMap { $0?.text }.filter { !$0.isEmpty }
    return words.isEmpty ? root : "\(root) (\(words.joined(separator: " ")))"
  }

  /// What went over the wire: `HTTP 404`, `no answer`, or the scheme where nobody asked.
  private static func wire(_ url: String, in report: Report) -> String {
    for observation in report.observations where observation.subject[.url] == url {
      if let told = exchange(observation) { return told }
    }
    return url.hasPrefix("https:") ? "HTTPS" : "HTTP"
  }

  /// How an exchange ended; nil where an observation tells of none.
  private static func exchange(_ observation: Observation) -> String? {
    if observation.isOf(HTTPStatus.self) {
      return "HTTP " + (observation[HTTPStatus.code].map { String($0) } ?? "?")
    }
    if observation.isOf(HTTPUnreachable.self) {
      return "no answer: " + (observation[HTTPUnreachable.reason]?.rawValue ?? "none came")
    }
    if observation.isOf(HTTPNameUnresolved.self) { return "no address" }
    guard observation.isOf(HTTPTLSProblem.self) else { return nil }
    return "TLS: " + (observation[HTTPTLSProblem.problem]?.rawValue ?? "fails")
  }
}

extension Report {
  /// The route that a subject is about.
  fileprivate func route(of subject: Subject) -> RouteSummary? {
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
}
