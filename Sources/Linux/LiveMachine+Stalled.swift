import CLinux
import Glibc
import SystemPackage

extension LiveMachine {
  /// The argument by which this program, started again, looks at one mount and says so.
  public static let lookArgument = "--look-at-mount"

  /// The work of the program that was started with `lookArgument`: it answers, or hangs in place of its parent.
  public static func lookAtMount(_ path: String) -> Never {
    var raw = statvfs()
    var status = stat()
    _ = statvfs(path, &raw)
    _ = stat(path, &status)
    // A name that is not there, and the first that are: some answer for their root alone.
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
    }
    _ = write(1, "x", 1)
    _exit(0)
  }

  public func avoidingStalledMounts(of views: [Viewpoint]) -> any Machine { withoutStalledMounts(of: views) }

  /// The same as a live machine, which a scan needs.
  public func withoutStalledMounts(of views: [Viewpoint]) -> LiveMachine {
    withoutStalledMounts(of: views.map { ($0, mountTable(of: $0)) })
  }

  /// The same where the mounts are known already.
  public func withoutStalledMounts(of tables: [(view: Viewpoint, mounts: MountTable)]) -> LiveMachine {
    let unanswering = Self.unanswering
    let known = tables.flatMap { view, table in
      table.mounts.filter { unanswering.devices.contains($0.device) && $0.point != "/" }.map {
        Place($0.point, in: view)
      }
    }
    let doubtful = tables.flatMap { view, table -> [Place] in
      let mounts = table.mounts.filter(\.mayStall)
      return mounts.isEmpty ? [] : Set(mounts.map(\.point)).map { Place($0, in: view) }
    }
    guard !doubtful.isEmpty || !known.isEmpty else { return self }
    var copy = self
    copy.stalledMounts += known + stalled(doubtful.filter { !known.contains($0) })
    return copy
  }

  /// Those of the mounts that do not answer within a second: each is looked at by a child, which is left behind when it hangs,
  /// since a thread that waits for a dead server can neither be stopped nor lets its process end.
  private func stalled(_ places: [Place]) -> [Place] {
    var waiting: [(place: Place, descriptor: Int32)] = []
    var unasked: [Place] = Array(places.dropFirst(64))
    for place in places.prefix(64) {
      let descriptor = spawnLook(place.reachable.string)
      if descriptor >= 0 { waiting.append((place, descriptor)) } else { unasked.append(place) }
    }
    var left: Int32 = 1000
    while !waiting.isEmpty, left > 0 {
      var polled = waiting.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      guard poll(&polled, nfds_t(polled.count), min(left, 50)) >= 0 || errno == EINTR else { break }
      left -= 50
      waiting = zip(waiting, polled).filter { $1.revents == 0 }.map(\.0)
    }
    while waitpid(-1, nil, WNOHANG) > 0 {}
    return waiting.map(\.place) + unasked
  }

  private func spawnLook(_ path: String) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = ["servedoctor", Self.lookArgument, path].map { (text: String) in
      strdup(text)
    }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    return clinux_spawn_self(&arguments, &pid)
  }
}
