import CLinux
import Glibc
import SystemPackage

extension LiveMachine {
  /// The argument by which this program, started again, looks at the mounts that follow and says which of them answer.
  public static let lookArgument = "--look-at-mounts"
  /// How many mounts are looked at; those beyond are not touched.
  private static let mostLooks = 64

  /// The work of the program that was started with `lookArgument`: each mount is looked at by a thread, which writes its number
  /// when it was answered, or hangs in place of its parent's.
  public static func lookAtMounts(_ paths: [String]) -> Never {
    var threads: [pthread_t] = []
    for (number, path) in paths.enumerated() {
      var thread = pthread_t()
      let look = Unmanaged.passRetained(MountLook(number: UInt8(clamping: number), path: path))
      let started = pthread_create(
        &thread, nil,
        { pointer in
          if let pointer { Unmanaged<MountLook>.fromOpaque(pointer).takeRetainedValue().run() }
          return nil
        }, look.toOpaque())
      if started == 0 { threads.append(thread) } else { look.takeRetainedValue().run() }
    }
    for thread in threads { pthread_join(thread, nil) }
    _exit(0)
  }

  /// This machine, never to look at mounts that do not answer now. Each group is of viewpoints that share a mount namespace.
  public func avoidingStalledMounts(of groups: [[Viewpoint]]) -> any Machine { withoutStalledMounts(of: groups) }

  /// The same as a live machine, which a scan needs.
  public func withoutStalledMounts(of groups: [[Viewpoint]]) -> LiveMachine {
    let tables = groups.compactMap { views in views.first.map { (views, mountTable(of: $0)) } }
    return withoutStalledMounts(of: tables)
  }

  /// The same where the mounts are known already. A device that is mounted in several places is looked at once.
  public func withoutStalledMounts(of tables: [(views: [Viewpoint], mounts: MountTable)]) -> LiveMachine {
    var doubtful: [String: Place] = [:]
    for (views, table) in tables {
      guard let view = views.first else { continue }
      for mount in table.mounts where mount.mayStall && doubtful[mount.device] == nil {
        doubtful[mount.device] = Place(mount.point, in: view)
      }
    }
    var silent = Self.unanswering.devices
    let asked = doubtful.filter { !silent.contains($0.key) }.sorted { $0.key < $1.key }
    silent.formUnion(stalled(asked.map { ($0.key, $0.value) }))
    guard !silent.isEmpty else { return self }
    var copy = self
    for (views, table) in tables {
      for mount in table.mounts where silent.contains(mount.device) && mount.point != "/" {
        copy.stalledMounts += views.map { Place(mount.point, in: $0) }
      }
    }
    return copy
  }

  /// The devices of those mounts that do not answer within a second: a child looks at them, which is left behind where one hangs,
  /// since a thread that waits for a dead server can neither be stopped nor lets its process end.
  private func stalled(_ mounts: [(device: String, place: Place)]) -> Set<String> {
    var silent = Set(mounts.dropFirst(Self.mostLooks).map(\.device))
    let looked = Array(mounts.prefix(Self.mostLooks))
    guard !looked.isEmpty else { return silent }
    var pid: pid_t = 0
    let descriptor = spawnLook(looked.map(\.place.reachable.string), &pid)
    guard descriptor >= 0 else { return silent.union(looked.map(\.device)) }
    defer { close(descriptor) }
    var waiting = Set(looked.indices)
    let end = ContinuousClock.now + .seconds(1)
    while !waiting.isEmpty {
      let left = end - .now
      let milliseconds = Int32(
        clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000)
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard milliseconds > 0, poll(&polled, 1, milliseconds) > 0 || errno == EINTR else { break }
      var numbers = [UInt8](repeating: 0, count: Self.mostLooks)
      let count = read(descriptor, &numbers, numbers.count)
      guard count > 0 else { break }
      waiting.subtract(numbers.prefix(count).map(Int.init))
    }
    if waiting.isEmpty {
      waitpid(pid, nil, 0)
    } else {
      kill(pid, SIGKILL)
      waitpid(pid, nil, WNOHANG)
    }
    for index in waiting {
      silent.insert(looked[index].device)
      // Another attempt of this program need not look again.
      _ = PendingCall.begin(.mount, looked[index].place)
    }
    return silent
  }

  private func spawnLook(_ paths: [String], _ pid: inout pid_t) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = (["servedoctor", Self.lookArgument] + paths).map { (text: String) in
      strdup(text)
    }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    return clinux_spawn_self(&arguments, &pid)
  }
}

/// The look at one mount.
private final class MountLook {
  let number: UInt8
  let path: String

  init(number: UInt8, path: String) {
    self.number = number
    self.path = path
  }

  /// Asks for its root, for a name that is not there, and for the first that are: some answer for their root alone.
  func run() {
    var space = statvfs()
    var status = stat()
    _ = statvfs(path, &space)
    _ = stat(path, &status)
    _ = lstat(path + "/.servedoctor", &status)
    if let directory = opendir(path) {
      for _ in 0..<5 {
        guard let entry = readdir(directory) else { break }
        _ = withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) {
            fstatat(dirfd(directory), $0, &status, AT_SYMLINK_NOFOLLOW)
          }
        }
      }
      closedir(directory)
    }
    var number = number
    _ = write(1, &number, 1)
  }
}
