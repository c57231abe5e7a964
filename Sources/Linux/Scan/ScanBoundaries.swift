import CLinux
import Glibc
import Synchronization
import SystemPackage

/// Where a scan leaves the file system it began on: mount points below its root, and links that lead out of it.
final class ScanBoundaries: Sendable {
  enum Way {
    case enter
    /// It was entered before, or holds the whole tree.
    case skip
    /// Of the kernel's own making.
    case pseudo
    /// It does not answer.
    case stalled
  }

  private struct Key: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// Mount points below the root by their bytes.
  private let points: [[UInt8]: Mount]
  private let stalled: Set<[UInt8]>
  /// The root and the directories above it.
  private let above: Set<Key>
  private let root: Key?
  /// The root's path without links, with a closing slash; nil without /proc.
  private let rootPath: [UInt8]?
  private let entered = Mutex<Set<Key>>([])
  private static let limit = 100_000

  /// File systems in which nobody stores files.
  private static let pseudo: Set<String> = [
    "proc", "sysfs", "devpts", "devtmpfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "bpf", "pstore",
    "configfs", "mqueue", "hugetlbfs", "binfmt_misc", "efivarfs", "fusectl", "nsfs", "rpc_pipefs", "selinuxfs",
  ]

  init(_ root: Place, machine: LiveMachine, mounts: MountTable) {
    let below = mounts.mounts(below: root.path).filter { $0.point != root.path }
    points = Dictionary(below.map { ($0.point.bytes, $0) }, uniquingKeysWith: { $1 })
    stalled = Set(machine.stalledMounts.filter { $0.view == root.view }.map(\.path.bytes))
    var above: Set<Key> = []
    var path = root.path
    while true {
      if let status = try? machine.status(root.at(path)) {
        above.insert(Key(device: status.device, inode: status.inode))
      }
      if path.components.isEmpty { break }
      path.removeLastComponent()
    }
    self.above = above
    let opened = (try? machine.open(root, flags: openPath)).map(OpenFolder.init)
    rootPath = opened.flatMap { Self.path(of: $0.descriptor) }.map { $0 == [0x2f] ? $0 : $0 + [0x2f] }
    self.root = (try? machine.status(root)).map { Key(device: $0.device, inode: $0.inode) }
  }

  /// Whether anything is mounted below the root at all.
  var hasMounts: Bool { !points.isEmpty }

  /// What to do at a directory of the tree; nil where it is no mount point.
  func way(at path: [UInt8], status: () -> clinux_status?) -> Way? {
    guard let mount = points[path] else { return nil }
    if stalled.contains(path) { return .stalled }
    if Self.pseudo.contains(mount.type) { return .pseudo }
    guard let status = status() else { return .enter }
    return enter(Key(device: status.device, inode: status.inode))
  }

  /// What to do at a link to a directory, which is open here.
  func way(through descriptor: Int32) -> Way {
    var raw = clinux_status()
    guard clinux_statx(descriptor, "", Int32(clinux_empty_path), &raw) == 0 else { return .skip }
    return isInside(descriptor) ? .skip : enter(Key(device: raw.device, inode: raw.inode))
  }

  /// Whether the open target of a link to a file lies in the scanned tree, where it is met by itself.
  func holds(file descriptor: Int32) -> Bool {
    guard let rootPath, let path = Self.path(of: descriptor) else { return false }
    return path.starts(with: rootPath)
  }

  private static func path(of descriptor: Int32) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
    return count > 0 ? buffer.prefix(count).map { UInt8(bitPattern: $0) } : nil
  }

  private func enter(_ key: Key) -> Way {
    guard !above.contains(key) else { return .skip }
    return entered.withLock { $0.count < Self.limit && $0.insert(key).inserted } ? .enter : .skip
  }

  /// Whether an open directory lies in the scanned tree: climbs from it.
  private func isInside(_ descriptor: Int32) -> Bool {
    var current = OpenFolder(dup(descriptor))
    var last: Key?
    for _ in 0..<256 {
      var raw = clinux_status()
      guard clinux_statx(current.descriptor, "", Int32(clinux_empty_path), &raw) == 0 else { return false }
      let key = Key(device: raw.device, inode: raw.inode)
      if key == root { return true }
      if key == last { return false }
      last = key
      let next = openat(current.descriptor, "..", openPath | O_DIRECTORY | O_CLOEXEC)
      guard next >= 0 else { return false }
      current = OpenFolder(next)
    }
    return false
  }
}
