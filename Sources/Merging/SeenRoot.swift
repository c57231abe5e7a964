import Diagnostics
import Facts

/// A directory of a route as one report saw it.
struct SeenRoot: Sendable {
  /// The report's name among those that are merged.
  let host: String
  let route: String?
  let seen: RootSeen
  let newest: [SeenFile]

  init?(_ observation: Observation) {
    guard let host = observation.subject[.host], let seen = observation.value(of: RootSeen.self) else { return nil }
    self.host = host
    self.seen = seen
    route = observation.subject[.route]
    newest = seen.newestFiles
  }

  var isWriter: Bool { seen.side == .writer }
  var isPresent: Bool { seen.state != .absent }
  var isInContainer: Bool { seen.container != "none" }
  /// Whether a process is known that writes or reads there.
  var hasProcess: Bool { seen.program != nil }
  /// Its path with the machine it is on.
  var place: String { "\(host):\(seen.path)" }
  /// What is mounted there: `volume shop_media`, `/media of /dev/sda1`, `the container's layer`.
  var volume: String { seen.volume ?? "" }
  var isMounted: Bool { seen.point.map { $0 != "/" } ?? false }
  var point: String { seen.point ?? "/" }
  /// `8:1 /volumes/x/_data`: which directory of which device is mounted there.
  var mounted: String { "\(seen.mountDevice ?? "?") \(seen.mountRoot ?? "?")" }
  private var isNetwork: Bool {
    seen.type.map { $0.hasPrefix("nfs") || ["cifs", "ceph", "9p"].contains($0) } ?? false
  }

  var isForUploads: Bool { seen.kind == RouteSummary.Kind.media.rawValue }
  var isOfBuild: Bool { seen.kind == RouteSummary.Kind.static.rawValue }

  /// Whether two roots are to hold the same files: of one kind, at one URL prefix.
  func hasPurpose(of other: SeenRoot) -> Bool { seen.kind == other.seen.kind && seen.prefix == other.seen.prefix }

  /// Whether both reports are of one running kernel, so that its numbers can be compared.
  func isOnKernel(of other: SeenRoot) -> Bool { seen.boot != nil && seen.boot == other.seen.boot }

  /// Whether two roots are one directory; nil where that cannot be told.
  func isSame(as other: SeenRoot) -> Bool? {
    guard isPresent, other.isPresent else { return false }
    if isOnKernel(of: other) { return seen.inode == other.seen.inode && seen.device == other.seen.device }
    if isNetwork, other.isNetwork, seen.source != nil, seen.source == other.seen.source,
      seen.mountRoot == other.seen.mountRoot
    {
      return true
    }
    if let gone = lacking(from: other) { return gone.isEmpty ? nil : false }
    return nil
  }

  /// The newest files of another root that are surely not in this one; nil where its list cannot tell.
  func lacking(from other: SeenRoot) -> [SeenFile]? {
    guard isPresent else { return other.newest }
    let oldest = newest.map(\.modified).min() ?? Int.max
    // By its own machine's clock: what was written while it looked may be missing from its list.
    let decisive = other.newest.filter {
      $0.modified < seen.now - 1 && (seen.isComplete || $0.modified > oldest)
    }
    guard !decisive.isEmpty else { return other.newest.isEmpty || !seen.isComplete ? nil : [] }
    return decisive.filter { file in !newest.contains { $0.isSame(as: file) } }
  }
}
