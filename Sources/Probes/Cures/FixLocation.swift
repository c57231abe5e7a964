import Diagnostics
import Linux
import SystemPackage

/// By which path a file can be changed, since the mount through which it is seen may be read-only.
struct FixLocation {
  /// The place itself, or the same file through another mount that this machine's shell reaches.
  let place: Place
  /// Where the path holds and commands have to be run: `on the host, since here /media is mounted read-only`; nil for here.
  let elsewhere: String?

  /// - Parameter place: without links on the way.
  init(_ place: Place, mounts: MountTable, on machine: any Machine) {
    guard let mount = mounts.mount(of: place.path), mount.isReadOnly, !mount.isFileSystemReadOnly,
      let status = machine.file(at: place, followingLinks: false)
    else {
      self.init(place: place, elsewhere: nil)
      return
    }
    let inner = FilePath(mount.fileSystemRoot).appending(
      place.path.components.dropFirst(mount.point.components.count))
    if let other = Self.alias(of: inner, status, mount, place.view, on: machine) {
      self.init(place: other, elsewhere: nil)
      return
    }
    let isKnown = mount.fileSystemRoot != "/" && !mount.fileSystemRoot.hasPrefix("/volumes/")
    let isContainer = HostSummary.container(machine, view: place.view) != "none"
    let here = "since here \(mount.point.shown) is mounted read-only"
    self.init(
      place: isKnown && isContainer ? Place(inner) : place,
      elsewhere: isKnown && isContainer
        ? "on the host, \(here)" : "where it is mounted writable (perhaps at another path), \(here)")
  }

  private init(place: Place, elsewhere: String?) {
    self.place = place
    self.elsewhere = elsewhere
  }

  /// The same file through a mount that can be written, the examiner's own before those of other processes.
  private static func alias(
    of inner: FilePath, _ status: FileStatus, _ mount: Mount, _ view: Viewpoint, on machine: any Machine
  ) -> Place? {
    var seen: Set<String?> = []
    let others = machine.processes().filter { $0.view != .own && seen.insert($0.mountNamespace).inserted }.map(\.view)
    for other in [.own] + others {
      let table = machine.mountTable(of: other)
      for examined in table.mounts where examined.device == mount.device && !examined.isReadOnly {
        let base = FilePath(examined.fileSystemRoot)
        guard inner.starts(with: base) else { continue }
        let path = examined.point.appending(inner.components.dropFirst(base.components.count))
        guard table.mount(of: path)?.id == examined.id else { continue }
        let candidate = Place(path, in: other)
        if let found = machine.file(at: candidate, followingLinks: false), found.isSame(as: status) {
          return candidate
        }
      }
    }
    return nil
  }
}

extension TreeScan {
  /// By which path what was scanned can be changed, links on the way followed.
  func spot(of place: Place) -> FixLocation {
    let walk = machine.walk(place, as: machine.examiner, for: .read, mounts: mounts)
    return FixLocation(walk.last?.place ?? place, mounts: mounts, on: machine)
  }
}
