import Diagnostics
import Linux
import SystemPackage

/// What the references of one route are examined against.
struct ReferenceTarget: Sendable {
  /// Nil where no route is known.
  let route: Route?
  /// Where the application stores files; nil where nothing is known to look in.
  let store: (any ReferenceStore)?
  /// The same directory as a place, where it is one.
  let root: Place?
  /// Where nginx reads, where that is another directory.
  let reader: DirectoryStore?
  /// Other directories in which the files may be.
  let others: [DirectoryStore]
  /// Who reads.
  let worker: Identity?
  /// Why nothing can be looked up; nil where it can.
  let problem: String?

  /// The targets of an examination: one for each directory or bucket of uploads, the one that the user named first.
  static func all(in scene: Scene, until end: ContinuousClock.Instant) -> [ReferenceTarget] {
    let stores = StoreDiscovery(scene: scene).stores()
    let routes = scene.routes.filter { $0.kind == .media || $0.kind == .download || $0.rootSetting != nil }
    let ranked = routes.enumerated().sorted { left, right in
      let (first, second) = (rank(left.element), rank(right.element))
      return (first, left.offset) < (second, right.offset)
    }.map(\.element)
    var seen: Set<Place> = []
    let distinct = ranked.filter { route in
      (route.writerRoot ?? route.readerRoot).map { seen.insert($0).inserted } ?? false
    }
    var targets = distinct.map { route in
      target(of: route, in: scene, bucket(stores.first { $0.application == route.application }, scene, end))
    }
    let isKept = stores.contains { store in
      distinct.contains { isInBucket($0, scene) && $0.application == store.application }
    }
    if !isKept,
      let store = stores.first(where: { store in
        store.application.map { scene.applications[$0].storesInBucket } ?? targets.isEmpty
      })
    {
      let target = ReferenceTarget(
        route: nil, store: bucket(store, scene, end), root: nil, reader: nil, others: [], worker: nil, problem: nil)
      targets.insert(target, at: 0)
    }
    return targets.isEmpty
      ? [
        ReferenceTarget(
          route: nil, store: nil, root: nil, reader: nil, others: [], worker: nil,
          problem: "no directory of uploads is known: name it by --media-root")
      ] : targets
  }

  /// What the user names comes first, then uploads by setting, uploads by location, and the rest.
  private static func rank(_ route: Route) -> Int {
    let isMedia = route.kind == .media
    if route.rootSetting?.source == "command line" { return isMedia ? 0 : 5 }
    if isMedia { return route.rootSetting != nil ? 1 : 2 }
    return route.kind == .download ? 3 : 4
  }

  private static func bucket(
    _ store: ObjectStore?, _ scene: Scene, _ end: ContinuousClock.Instant
  ) -> BucketStore? {
    store.map { BucketStore($0, scene: scene, until: end) }
  }

  /// Whether the files of a route lie in a bucket, whatever its directory holds.
  private static func isInBucket(_ route: Route, _ scene: Scene) -> Bool {
    route.kind != .static && route.rootSetting?.source != "command line"
      && route.application.map { scene.applications[$0].storesInBucket } == true
  }

  private static func target(of route: Route, in scene: Scene, _ bucket: BucketStore?) -> ReferenceTarget {
    let machine = scene.machine
    if isInBucket(route, scene) {
      return ReferenceTarget(
        route: route, store: bucket, root: nil, reader: nil, others: [], worker: nil,
        problem: bucket == nil ? "the application stores files in a bucket that no setting names" : nil)
    }
    let root = route.writerRoot ?? route.readerRoot
    let problem = root.flatMap { unreachable($0, machine) }
    var reader: DirectoryStore?
    if let root, let read = route.readerRoot, route.handler == "nginx-file", !isSame(root, read, machine) {
      reader = DirectoryStore(read, on: machine)
    }
    let others = scene.routes.flatMap { [$0.writerRoot, $0.readerRoot] }.compactMap { $0 }.filter {
      $0 != root && $0 != route.readerRoot && $0.path != "/"
    }
    return ReferenceTarget(
      route: route, store: root.map { DirectoryStore($0, on: machine) }, root: root, reader: reader,
      others: Set(others).sorted { $0.path.string < $1.path.string }.map { DirectoryStore($0, on: machine) },
      worker: route.nginx.map { scene.nginx[$0].worker }, problem: problem)
  }

  private static func isSame(_ first: Place, _ second: Place, _ machine: any Machine) -> Bool {
    guard first != second else { return true }
    guard let left = machine.file(at: first), let right = machine.file(at: second) else { return false }
    return left.isSame(as: right)
  }

  private static func unreachable(_ root: Place, _ machine: any Machine) -> String? {
    do throws(Errno) {
      let status = try machine.status(root)
      return status.kind == .directory ? nil : "\(root.path.shown) is no directory"
    } catch {
      return error == .noSuchFileOrDirectory ? nil : "\(root.path.shown): \(error)"
    }
  }
}
