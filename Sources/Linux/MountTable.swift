import Glibc
public import SystemPackage

/// One mount of a namespace: a line of mountinfo, proc(5).
public struct Mount: Sendable, Hashable {
  public let id: UInt64
  public let parent: UInt64
  /// `major:minor`.
  public let device: String
  /// The directory of the file system that is mounted: `/` unless it is a bind mount or a subvolume.
  public let fileSystemRoot: String
  public let point: FilePath
  /// Per-mount options: `rw`, `nosuid`, …
  public let options: [String]
  public let type: String
  public let source: String
  /// Options of the file system itself.
  public let superOptions: [String]

  /// A field of mountinfo or fstab with its white space put back: `\040` and its kin.
  public static func unescaped(_ field: String) -> String { Linux.unescaped(field) }

  public var isReadOnly: Bool { options.contains("ro") || superOptions.contains("ro") }

  /// Whether the file system itself is read-only, not only this mount of it.
  public var isFileSystemReadOnly: Bool { superOptions.contains("ro") }

  /// Whether the source was deleted or replaced since it was mounted.
  public var isSourceDeleted: Bool { fileSystemRoot.hasSuffix("//deleted") }

  /// Whether it is a Kubernetes emptyDir, on disk or in memory, which ends with its pod.
  public var isPodVolume: Bool { fileSystemRoot.contains("kubernetes.io~empty-dir") }

  /// Whether it lives in memory only.
  public var isMemory: Bool { ["tmpfs", "ramfs"].contains(type) }

  /// Whether a look at it may never return: a server or a user process answers for it.
  public var mayStall: Bool {
    type.hasPrefix("fuse") || type.hasPrefix("nfs")
      || ["cifs", "smb3", "9p", "ceph", "afs", "glusterfs", "lustre", "beegfs", "virtiofs", "autofs"].contains(type)
  }
}

/// The mounts of one namespace.
public struct MountTable: Sendable {
  public let mounts: [Mount]
  /// The bytes of each mount point; none for the root.
  private let points: [[UInt8]]

  public init(_ mounts: [Mount]) {
    self.mounts = mounts
    points = mounts.map { $0.point == "/" ? [] : $0.point.bytes }
  }

  /// Parses mountinfo: fields are separated by spaces, odd bytes in names written as `\040`.
  public init(parsing text: String) { self.init(parsing: Array(text.utf8)) }

  init(parsing bytes: [UInt8]) {
    self.init(
      bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
        let fields = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3,
          let id = UInt64(fields[0]), let parent = UInt64(fields[1])
        else { return nil }
        return Mount(
          id: id, parent: parent, device: fields[2], fileSystemRoot: unescaped(fields[3]),
          point: FilePath(unescaped(fields[4])), options: listed(fields[5]),
          type: fields[dash + 1], source: unescaped(fields[dash + 2]),
          superOptions: listed(fields[dash + 3]))
      })
  }

  /// The mount that holds a path whose links are resolved: the longest point above it, the last of those mounted there.
  public func mount(of path: FilePath) -> Mount? {
    let bytes = path.bytes
    var best: Int?
    for (index, point) in points.enumerated() where Self.holds(point, bytes) {
      if let best, points[best].count > point.count { continue }
      best = index
    }
    return best.map { mounts[$0] }
  }

  /// Whether a mount point, its closing slash left out, is a path or above it.
  private static func holds(_ point: [UInt8], _ path: [UInt8]) -> Bool {
    guard path.count >= point.count else { return false }
    let isAtBoundary = path.count == point.count || path[point.count] == UInt8(ascii: "/")
    return isAtBoundary && (point.isEmpty || memcmp(path, point, point.count) == 0)
  }

  /// The mounts at or below a directory.
  public func mounts(below path: FilePath) -> [Mount] { mounts.filter { $0.point.starts(with: path) } }
}

/// The options of a field, split as bytes: characters cost several times as much.
private func listed(_ field: String) -> [String] {
  field.utf8.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
}

/// Replaces `\040` and its kin, as mountinfo and fstab write white space.
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "\\"), rest.count >= 3,
      let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
    {
      bytes.append(code)
      rest = rest.dropFirst(3)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

extension Machine {
  /// The mounts that a process sees; the examiner's own for `.own`.
  public func mountTable(of view: Viewpoint = .own) -> MountTable {
    let process =
      switch view {
      case .own: "self"
      case .process(let pid): "\(pid)"
      }
    let file = Place(FilePath("/proc/\(process)/mountinfo"))
    return MountTable(parsing: (try? contents(file, limit: 1 << 22, fromEnd: false)) ?? [])
  }
}
