import Linux
import SystemPackage

extension RecordedServer {
  /// The mount of a container's root: an overlay, whose lower directory is its image.
  static let overlayMount =
    "700 600 0:52 / / rw,relatime - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/image/diff,upperdir=/var/lib/docker/overlay2/app/diff\n"

  /// Puts a process into a Docker container: its root is an overlay, its files are apart from those of the machine.
  ///
  /// - Parameters:
  ///   - mounts: what is mounted besides its root, as lines of mountinfo.
  ///   - record: what is in its file system.
  mutating func contain(
    _ pid: Int, mounts: String = "", _ record: (inout RecordedMachine) -> Void = { _ in }
  ) {
    var inside = RecordedMachine()
    inside.add("/.dockerenv", text: "")
    for name in ["/etc/passwd", "/etc/group"] as [FilePath] {
      inside.add(name, text: machine.text(Place(name)) ?? "")
    }
    record(&inside)
    separate(pid, mounts: Self.overlayMount + mounts)
    machine.add(inside, as: .process(pid), device: UInt64(1000 + pid))
  }

  /// Gives a process a mount namespace with these lines of mountinfo, in which it has no files yet.
  mutating func separate(_ pid: Int, mounts: String) {
    machine.add(FilePath("/proc/\(pid)/mountinfo"), text: mounts)
    machine.add(link: FilePath("/proc/\(pid)/ns/mnt"), to: FilePath("mnt:[\(pid)]"))
  }

  /// Puts the running nginx, with its configuration, into a container.
  mutating func containNginx(mounts: String = "", _ record: (inout RecordedMachine) -> Void = { _ in }) {
    let configuration = machine.text(Place("/etc/nginx/nginx.conf")) ?? ""
    machine.remove("/etc/nginx")
    machine.remove("/usr/sbin/nginx")
    contain(100, mounts: mounts) { inside in
      inside.add("/etc/nginx/nginx.conf", text: configuration)
      record(&inside)
    }
  }

  /// Gives the machine further mounts: lines of mountinfo.
  mutating func mount(_ lines: String) {
    machine.add("/proc/self/mountinfo", text: Self.rootMount + lines)
  }
}
