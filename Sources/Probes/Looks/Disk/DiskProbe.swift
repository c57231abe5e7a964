import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Space and inodes where uploads and temporary files go, as the writer sees them.
public struct DiskProbe: Probe {
  public static var id: String { "disk" }
  public static var summary: String {
    "Space and inodes where uploads and temporary files go, as the writer sees them."
  }
  public static var needs: [ProbeNeed] { [.root("to see deleted files that other users' processes hold")] }

  public init() {}

  /// A directory that somebody writes to.
  struct Area: Hashable {
    let place: Place
    /// The word of `disk.space`.
    let purpose: DiskSpace.For
    let route: String?
    let identity: Identity

    var isRoot: Bool { identity.uid == 0 }
  }

  public func look(at scene: Scene, into recorder: Recorder) async {
    var full: Set<String> = []
    for area in areas(scene) {
      guard let place = existing(area.place, scene), let space = scene.machine.room(at: place) else { continue }
      let mount = scene.mounts(place.view).mount(of: landing(place, scene).path)
      let point = mount?.point.shown ?? place.path.shown
      var subject = Subject()
      subject[.route] = area.route
      if area.route == nil { subject = area.purpose == .target ? [.path: area.place.path.shown] : [:] }
      let isFull = recordSpace(space, area, point, mount, subject, scene, recorder)
      recordInodes(space, area, point, mount, subject, scene, recorder)
      if isFull, full.insert(point).inserted { recordDeleted(mount, subject, scene, recorder) }
      if let mount { QuotaLook(area: area, place: place, scene: scene, recorder: recorder).record(mount, subject) }
    }
  }

  /// A user without rights of their own, where the writer is not known.
  private static let anybody = Identity(uid: 1, gid: 1)

  /// Media and static roots, nginx's temp paths, the application's temp directory, and paths that the user named.
  private func areas(_ scene: Scene) -> [Area] {
    var areas: [Area] = []
    for route in scene.routes {
      guard let root = route.writerRoot ?? (route.kind == .media ? route.readerRoot : nil) else { continue }
      let identity = route.application.map { scene.applications[$0].identity } ?? Self.anybody
      areas.append(
        Area(
          place: root, purpose: route.kind == .static ? .static : .media, route: route.id, identity: identity)
      )
    }
    for instance in scene.nginx {
      let paths = (instance.configuration.servers.map(\.settings) + [instance.configuration.settings].compactMap { $0 })
        .flatMap { [$0.clientBodyTempPath, $0.proxyTempPath] }
      for path in Set(paths).sorted() {
        areas.append(
          Area(
            place: Place(FilePath(path), in: instance.view), purpose: .nginxTemp, route: nil,
            identity: instance.worker))
      }
    }
    for application in scene.applications {
      let folder = application.environment?["TMPDIR"] ?? "/tmp"
      areas.append(
        Area(
          place: Place(FilePath(folder), in: application.view), purpose: .appTemp, route: nil,
          identity: application.identity))
    }
    for target in scene.options.paths where target.hasPrefix("/") {
      areas.append(Area(place: Place(FilePath(target)), purpose: .target, route: nil, identity: Self.anybody))
    }
    var seen: Set<Area> = []
    return areas.filter { seen.insert($0).inserted }
  }

  /// The place itself, or the nearest directory above it that is there.
  private func existing(_ place: Place, _ scene: Scene) -> Place? {
    var place = place
    while !scene.machine.exists(place) {
      guard place.path.removeLastComponent() else { return nil }
    }
    return place
  }

  /// Where the place is once its links are followed.
  private func landing(_ place: Place, _ scene: Scene) -> Place {
    scene.walk(place, as: Identity(uid: 0, gid: 0), for: .list).last?.place ?? place
  }

  private func recordSpace(
    _ space: Space, _ area: Area, _ point: String, _ mount: Mount?, _ subject: Subject, _ scene: Scene,
    _ recorder: Recorder
  ) -> Bool {
    guard space.total > 0 else { return false }
    let usable = area.isRoot ? space.free : space.available
    let capacity = max(1, space.total - (space.free - space.available))
    let percent = Int((Double(capacity - space.available) * 100 / Double(capacity)).rounded(.up))
    let isFull = usable < max(65_536, 4 * space.blockSize)
    let isNear = !isFull && percent >= 95 && usable < 2 << 30
    let state: DiskSpace.State = isFull ? .full : isNear ? .nearlyFull : .ok
    let reserved = isFull && space.free - space.available > 1 << 20
    let largest =
      state == .ok ? nil : LargestFiles.below(mount?.point ?? area.place.path, in: area.place.view, scene: scene)
    var summary =
      "\(point) has \(shownBytes(usable)) of \(shownBytes(space.total)) left for \(area.isRoot ? "root" : "an ordinary user") (\(percent) % used)"
    if reserved { summary += "; \(shownBytes(space.free - space.available)) more are reserved for root" }
    if let largest {
      summary += "; the largest file is \(largest.place.path.shown) (\(shownBytes(largest.status.allocated)))"
    }
    let rate = isNear ? rate(area, mount, scene) : nil
    if let shown = rate?.shown(left: usable) { summary += "; it fills by \(shown)" }
    if case .unknown(let reason)? = rate { summary += "; how fast it fills cannot be told from its files: \(reason)" }
    let cure =
      state == .ok
      ? DiskCure(commands: [], note: nil) : DiskCure(area, mount, largest, isReserved: reserved, scene: scene)
    recorder.record(
      DiskSpace(
        available: usable, cure: cure.commands, cureNote: cure.note, for: area.purpose,
        largest: largest.map { "\($0.place.path.shown) (\(shownBytes($0.status.allocated)))" }, mount: point,
        path: area.place.path.shown, percent: percent, rate: rate?.shown(left: usable), reserved: reserved,
        state: state, total: space.total), of: subject, summary)
    return isFull
  }

  /// The pace of everything on a disk of its own; on the root file system, of what lies in the directory itself.
  private func rate(_ area: Area, _ mount: Mount?, _ scene: Scene) -> FillingRate? {
    guard [.media, .static, .target].contains(area.purpose) else { return nil }
    let point = mount?.point ?? "/"
    return FillingRate(below: point == "/" ? landing(area.place, scene) : area.place.at(point), scene: scene)
  }

  private func recordInodes(
    _ space: Space, _ area: Area, _ point: String, _ mount: Mount?, _ subject: Subject, _ scene: Scene,
    _ recorder: Recorder
  ) {
    guard space.inodes > 0 else { return }
    let isExhausted = space.availableInodes == 0
    let crowded =
      isExhausted
      ? LargestFiles.mostCrowded(below: mount?.point ?? area.place.path, in: area.place.view, scene: scene) : nil
    recorder.record(
      DiskInodes(
        crowded: crowded.map { "\($0.folder.shown) (\($0.count) entries)" },
        cure: crowded.map { DiskCure.archiving($0.folder, in: area.place.view) } ?? [],
        for: .init(area.purpose), free: space.availableInodes, mount: point,
        path: area.place.path.shown, state: isExhausted ? .exhausted : .ok, total: space.inodes), of: subject,
      "\(point) has \(space.availableInodes) of \(space.inodes) inodes left"
        + (crowded.map { "; most of them are in \($0.folder.shown)" } ?? ""))
  }

  /// Processes that hold deleted files of a full file system open, where these take a good part of it.
  private func recordDeleted(_ mount: Mount?, _ subject: Subject, _ scene: Scene, _ recorder: Recorder) {
    guard let mount, let root = scene.machine.file(at: Place(mount.point)) else { return }
    for process in scene.processes {
      for (number, target) in scene.machine.descriptors(of: process.pid)
      where target.hasSuffix(" (deleted)") && target.hasPrefix("/") {
        let link = Place(FilePath("/proc/\(process.pid)/fd/\(number)"))
        guard let status = scene.machine.file(at: link), status.device == root.device, status.links == 0,
          status.allocated > 1 << 20
        else { continue }
        let path = String(target.dropLast(10))
        recorder.record(
          DiskDeletedOpen(
            bytes: status.allocated, cure: [": > /proc/\(process.pid)/fd/\(number)"], mount: mount.point.shown,
            path: path, pid: process.pid, program: process.name, shown: shownBytes(status.allocated)), of: subject,
          "\(process.name) (pid \(process.pid)) holds the deleted \(path) open, \(shownBytes(status.allocated))")
      }
    }
  }
}

/// What fills a file system, as far as a short look tells.
enum LargestFiles {
  /// The largest file, with its size.
  static func below(_ point: FilePath, in view: Viewpoint, scene: Scene) -> Listing.Entry? {
    guard point != "/" else { return nil }
    let listing = Listing.of(Place(point, in: view), on: scene.machine, limit: 3000)
    guard let largest = listing.files.max(by: { $0.status.allocated < $1.status.allocated }),
      largest.status.allocated > 1 << 20
    else { return nil }
    return largest
  }

  /// The directory with the most entries.
  static func mostCrowded(below point: FilePath, in view: Viewpoint, scene: Scene) -> (folder: FilePath, count: Int)? {
    let listing = Listing.of(Place(point, in: view), on: scene.machine, limit: 20_000)
    var counts: [FilePath: Int] = [:]
    for entry in listing.entries { counts[entry.place.path.removingLastComponent(), default: 0] += 1 }
    return counts.max { ($0.value, $1.key.string) < ($1.value, $0.key.string) }.map { ($0.key, $0.value) }
  }
}

extension DiskInodes.For {
  fileprivate init(_ purpose: DiskSpace.For) {
    self =
      switch purpose {
      case .media: .media
      case .static: .static
      case .nginxTemp: .nginxTemp
      case .appTemp: .appTemp
      case .target: .target
      }
  }
}
