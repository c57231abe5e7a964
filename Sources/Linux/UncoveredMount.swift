import CLinux
import Glibc
public import SystemPackage

/// A mount's own tree, without what is mounted over parts of it, for as long as this value is kept.
///
/// It is a copy of the mount that is attached nowhere: nobody else sees it, and nothing of it stays.
public final class UncoveredMount: Sendable {
  private let descriptor: Int32
  private let point: FilePath

  init(descriptor: Int32, point: FilePath) {
    self.descriptor = descriptor
    self.point = point
  }

  deinit { close(descriptor) }

  /// Where the examiner finds what lies at a path of the mount's namespace below everything mounted there.
  public func place(of path: FilePath) -> Place {
    let below = path.components.dropFirst(point.components.count)
    return Place(FilePath("/proc/self/fd/\(descriptor)").appending(below))
  }
}

extension LiveMachine {
  /// Needs CAP_SYS_ADMIN over the mount namespace and Linux 5.2; nil also where the mount is itself covered at its point.
  public func uncovered(_ mount: Mount, in view: Viewpoint) -> UncoveredMount? {
    let isForeign = view != .own
    let space: Int32 =
      if case .process(let pid) = view { Glibc.open("/proc/\(pid)/ns/mnt", O_RDONLY | O_CLOEXEC) } else { -1 }
    guard !mount.mayStall, space >= 0 || !isForeign else { return nil }
    defer { if isForeign { close(space) } }
    let opened = onOwnThread { clinux_open_uncovered(space, mount.point.string0, mount.id) }
    guard let opened, opened >= 0 else { return nil }
    return UncoveredMount(descriptor: opened, point: mount.point)
  }
}
