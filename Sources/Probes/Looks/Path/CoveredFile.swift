import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// A missing file that is there below a mount: it was written before the mount came, or is an original that was not copied.
struct CoveredFile {
  private let place: Place
  /// Where the place is once its links are followed.
  private let path: FilePath
  private let mount: Mount
  private let under: Mount
  /// What the mount covers, as paths below its point.
  private let covered: [FilePath]
  /// Whether others of the covered files are on the mount too: they were copied there once.
  private let hasCopies: Bool

  init?(_ place: Place, missing: Walk, scene: Scene) {
    self.place = place
    path = Self.resolved(place, missing, scene)
    let table = scene.mounts(place.view)
    guard let mount = table.mount(of: path), mount.point != "/",
      let under = table.mounts.first(where: { $0.id == mount.parent }), path.starts(with: under.point),
      let tree = scene.machine.uncovered(under, in: place.view),
      let status = scene.machine.file(at: tree.place(of: path)), status.kind == .regular
    else { return nil }
    self.mount = mount
    self.under = under
    let files = Listing.of(tree.place(of: mount.point), on: scene.machine, limit: 2000).files.map(\.relative)
    covered = files
    hasCopies = files.contains { scene.machine.exists(place.at(mount.point.appending($0.components))) }
  }

  /// The part of the path that is there leads where the walk ended; the rest is taken as it stands.
  private static func resolved(_ place: Place, _ missing: Walk, _ scene: Scene) -> FilePath {
    var (head, count) = (place.path, 0)
    while !head.components.isEmpty, !scene.machine.exists(place.at(head)) {
      head.removeLastComponent()
      count += 1
    }
    return (missing.last?.place.path ?? "/").appending(place.path.components.suffix(count))
  }

  func record(of subject: Subject, into recorder: Recorder) {
    let others = covered.count > 1 ? ", as are \(covered.count - 1) others" : ""
    recorder.record(
      PathCovered(
        commands: mount.isReadOnly ? [] : commands, covered: covered.count, hasCopies: hasCopies, path: path.shown,
        point: mount.point.shown, source: mount.source, under: under.source), of: subject,
      "\(path.shown) is on \(under.source) (\(under.point.shown)), below the mount of \(mount.source) at \(mount.point.shown) that covers it\(others)"
    )
  }

  /// Copies what is covered onto the mount by a second, temporary way to it; nothing on the mount is overwritten.
  private var commands: [String] {
    let below = FilePath(root: nil, path.components.dropFirst(under.point.components.count))
    let folder = FilePath(root: nil, mount.point.components.dropFirst(under.point.components.count))
    let copy =
      hasCopies
      ? "cp -a \"$d\"/\(below.shellQuoted) \(path.shellQuoted)"
      : "cp -an \"$d\"/\(folder.shellQuoted)/. \(mount.point.shellQuoted)/"
    let script =
      "d=$(mktemp -d) && mount --bind \(under.point.shellQuoted) \"$d\" && \(copy); umount \"$d\" && rmdir \"$d\""
    return switch place.view {
    case .own: [script]
    case .process(let pid): ["nsenter -t \(pid) -m sh -c \(script.shellQuoted)"]
    }
  }
}
