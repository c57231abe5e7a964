import CLinux
import Glibc
public import SystemPackage

/// The machine this program runs on.
///
/// `own` places go by plain system calls; those of another namespace by openat2(2) with RESOLVE_IN_ROOT below
/// `/proc/PID/root`, so that absolute links lead where they lead for that process.
public struct LiveMachine: Machine {
  public let examiner: Identity
  public internal(set) var stalledMounts: [Place] = []
  /// With whose rights files are opened and directories listed; the examiner's own where it is nil.
  var actor: Identity?
  /// Who named places, and what lies below them; nil for root.
  var named: [Place: Identity?] = [:]

  public init() {
    stalledMounts = Self.unanswering.places
    var groups = [gid_t](repeating: 0, count: 256)
    let count = getgroups(256, &groups)
    examiner = Identity(
      uid: geteuid(), gid: getegid(), groups: Array(groups.prefix(max(0, Int(count)))),
      capabilities: Capabilities(rawValue: clinux_effective_capabilities()))
  }

  public var now: Int { time(nil) }
  public var live: LiveMachine? { self }

  public var boot: Moment? {
    var (present, sinceBoot) = (timespec(), timespec())
    guard clock_gettime(CLOCK_REALTIME, &present) == 0, clock_gettime(CLOCK_BOOTTIME, &sinceBoot) == 0 else {
      return nil
    }
    return Moment(
      seconds: present.tv_sec - sinceBoot.tv_sec, nanoseconds: present.tv_nsec - sinceBoot.tv_nsec)
  }

  public func pause(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1000)) }

  public func status(_ place: Place, followingLinks: Bool) throws(Errno) -> FileStatus {
    let call = try begin(.stat, place, followingLinks: followingLinks)
    defer { clinux_call_ended(call) }
    var raw = clinux_status()
    let problem: Int32
    if place.view == .own {
      problem = clinux_statx(AT_FDCWD, place.path.string0, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW, &raw)
    } else {
      let descriptor = try open(place, flags: openPath | (followingLinks ? 0 : O_NOFOLLOW))
      defer { close(descriptor) }
      problem = clinux_statx(descriptor, "", Int32(clinux_empty_path), &raw)
    }
    guard problem == 0 else { throw Errno(rawValue: problem) }
    return FileStatus(raw)
  }

  public func names(in place: Place, limit: Int) throws(Errno) -> [FilePath.Component] {
    let call = try begin(.readdir, place, followingLinks: true)
    defer { clinux_call_ended(call) }
    let descriptor = try openSafely(place, flags: O_RDONLY | O_DIRECTORY | O_NONBLOCK)
    guard let directory = fdopendir(descriptor) else {
      close(descriptor)
      throw Errno(rawValue: errno)
    }
    defer { closedir(directory) }
    var names: [FilePath.Component] = []
    while names.count < limit {
      errno = 0
      guard let entry = readdir(directory) else {
        if errno != 0 { throw Errno(rawValue: errno) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath(platformString: $0) }
      }
      if let component = name.components.first, component.kind == .regular { names.append(component) }
    }
    return names
  }

  public func contents(_ place: Place, limit: Int, fromEnd: Bool) throws(Errno) -> [UInt8] {
    let call = try begin(.open, place, followingLinks: true)
    defer { clinux_call_ended(call) }
    let descriptor = try openRegular(place)
    defer { close(descriptor) }
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { throw Errno(rawValue: errno) }
    if fromEnd, raw.st_size > limit { lseek(descriptor, raw.st_size - off_t(limit), SEEK_SET) }
    var bytes: [UInt8] = []
    let expected = raw.st_size > 0 ? min(limit, Int(raw.st_size) + 1) : min(limit, 65536)
    while bytes.count < limit {
      let wanted = min(limit - bytes.count, max(expected - bytes.count, 65536))
      var problem: Int32 = 0
      let part = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, wanted)
        problem = got < 0 ? errno : 0
        count = max(0, got)
      }
      if problem == EINTR { continue }
      if problem != 0 { throw Errno(rawValue: problem) }
      if part.isEmpty { break }
      if bytes.isEmpty { bytes = part } else { bytes += part }
    }
    return bytes
  }

  public func linkTarget(_ place: Place) throws(Errno) -> FilePath {
    let call = try begin(.readlink, place, followingLinks: false)
    defer { clinux_call_ended(call) }
    var buffer = [CChar](repeating: 0, count: 4097)
    let count: Int
    if place.view == .own {
      count = readlink(place.path.string0, &buffer, 4096)
    } else {
      let descriptor = try open(place, flags: openPath | O_NOFOLLOW)
      defer { close(descriptor) }
      count = readlinkat(descriptor, "", &buffer, 4096)
    }
    guard count >= 0 else { throw Errno(rawValue: errno) }
    return FilePath(bytes: buffer.prefix(count).map { UInt8(bitPattern: $0) })
  }

  public func attribute(_ name: String, of place: Place) throws(Errno) -> [UInt8] {
    let call = try begin(.getxattr, place, followingLinks: true)
    defer { clinux_call_ended(call) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count: Int
    if place.view == .own {
      count = clinux_getxattr(place.path.string0, name, &buffer, buffer.count)
    } else {
      let descriptor = try open(place, flags: openPath)
      defer { close(descriptor) }
      count = clinux_getxattr("/proc/self/fd/\(descriptor)", name, &buffer, buffer.count)
    }
    guard count >= 0 else { throw Errno(rawValue: Int32(-count)) }
    return Array(buffer.prefix(count))
  }

  public func space(at place: Place) throws(Errno) -> Space {
    let call = try begin(.statvfs, place, followingLinks: true)
    defer { clinux_call_ended(call) }
    let descriptor = try open(place, flags: openPath)
    defer { close(descriptor) }
    var raw = statvfs()
    guard fstatvfs(descriptor, &raw) == 0 else { throw Errno(rawValue: errno) }
    let block = Int(raw.f_frsize)
    return Space(
      total: Int(raw.f_blocks) * block, free: Int(raw.f_bfree) * block, available: Int(raw.f_bavail) * block,
      inodes: Int(raw.f_files), freeInodes: Int(raw.f_ffree), availableInodes: Int(raw.f_favail),
      isReadOnly: raw.f_flag & UInt(ST_RDONLY) != 0, blockSize: block)
  }

  /// Opens a place below its namespace's root; ESRCH where the process that showed the namespace has ended since.
  func open(_ place: Place, flags: Int32) throws(Errno) -> Int32 {
    let flags = flags | O_CLOEXEC
    guard case .process(let pid) = place.view else {
      let descriptor = Glibc.open(place.path.string0, flags)
      guard descriptor >= 0 else { throw Errno(rawValue: errno) }
      return descriptor
    }
    let root = try root(of: pid)
    defer { close(root) }
    let descriptor = clinux_openat2(root, place.path.string0, UInt64(UInt32(bitPattern: flags)), resolveInRoot)
    guard descriptor >= 0 else { throw Errno(rawValue: -descriptor) }
    return descriptor
  }

  /// A descriptor of the root of a place's namespace; nil for our own.
  func root(of place: Place) throws(Errno) -> Int32? {
    guard case .process(let pid) = place.view else { return nil }
    return try root(of: pid)
  }

  private func root(of pid: Int) throws(Errno) -> Int32 {
    let root = Glibc.open("/proc/\(pid)/root", openPath | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw errno == ENOENT ? .noSuchProcess : Errno(rawValue: errno) }
    return root
  }

  /// Tells the supervisor what is waited for from now on; fails with ETIMEDOUT where it is known not to be answered.
  private func begin(_ kind: PendingCall.Kind, _ place: Place, followingLinks: Bool) throws(Errno) -> Int32 {
    try guardStalled(place, followingLinks: followingLinks)
    return PendingCall.begin(kind, place)
  }

  /// Fails with ETIMEDOUT where the way to a place leads onto a mount that does not answer.
  private func guardStalled(_ place: Place, followingLinks: Bool) throws(Errno) {
    let stalled = stalledMounts.filter { $0.view == place.view }.map(\.path)
    guard !stalled.isEmpty else { return }
    if leadsInto(stalled, place, followingLinks: followingLinks) { throw .timedOut }
  }

  /// Follows the links on the way without touching anything at or below a stalled mount point.
  private func leadsInto(_ stalled: [FilePath], _ place: Place, followingLinks: Bool) -> Bool {
    var unstalled = self
    unstalled.stalledMounts = []
    var current = FilePath("/")
    var rest = Array(place.path.components)
    var links = 0
    while !rest.isEmpty {
      let next = rest.removeFirst()
      if next.kind == .currentDirectory { continue }
      if next.kind == .parentDirectory {
        current.removeLastComponent()
        continue
      }
      current.append(next)
      if stalled.contains(where: { current.starts(with: $0) }) { return true }
      guard followingLinks || !rest.isEmpty else { return false }
      guard links < 40, let target = try? unstalled.linkTarget(place.at(current)) else { continue }
      links += 1
      current = target.isAbsolute ? FilePath("/") : current.removingLastComponent()
      rest = Array(target.components) + rest
    }
    return false
  }
}

/// O_PATH: a descriptor that only names a file, for which no permission on the file is needed.
let openPath = Int32(clinux_open_path)

/// RESOLVE_IN_ROOT of linux/openat2.h; with RESOLVE_NO_MAGICLINKS it refuses links out of /proc.
let resolveInRoot: UInt64 = 0x10

extension FilePath {
  /// The path as a C string for one call; `.` where it is empty.
  var string0: [CChar] {
    guard !isEmpty else { return [CChar(bitPattern: UInt8(ascii: ".")), 0] }
    return withPlatformString { Array(UnsafeBufferPointer(start: $0, count: Int(length) + 1)) }
  }
}

extension FileStatus {
  init(_ raw: clinux_status) {
    let kind: Kind =
      switch raw.mode & UInt32(S_IFMT) {
      case UInt32(S_IFREG): .regular
      case UInt32(S_IFDIR): .directory
      case UInt32(S_IFLNK): .symlink
      case UInt32(S_IFIFO): .fifo
      case UInt32(S_IFSOCK): .socket
      case UInt32(S_IFCHR), UInt32(S_IFBLK): .device
      default: .unknown
      }
    self.init(
      kind: kind, mode: raw.mode & 0o7777, uid: raw.uid, gid: raw.gid, size: Int(clamping: raw.size), inode: raw.inode,
      device: raw.device, mount: raw.mount_id, modified: Int(raw.modified_seconds), changed: Int(raw.changed_seconds),
      modifiedNanoseconds: Int(raw.modified_nanoseconds), changedNanoseconds: Int(raw.changed_nanoseconds),
      isImmutable: raw.attributes & 0x10 != 0, isAppendOnly: raw.attributes & 0x20 != 0,
      allocated: Int(clamping: raw.blocks &* 512), links: Int(raw.links))
  }
}
