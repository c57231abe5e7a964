import CLinux
import Glibc
public import SystemPackage

extension LiveMachine {
  /// Looks at many files below one directory, which is opened once.
  ///
  /// In another namespace each path is resolved from that namespace's root, so that absolute links lead where they lead there.
  public func statuses(of paths: [[UInt8]], below root: Place) -> [Result<FileStatus, Errno>] {
    let hasStalledMounts = stalledMounts.contains { $0.view == root.view }
    guard !hasStalledMounts else { return paths.map { status(of: $0, below: root) } }
    let base = root.view == .own ? root : root.at("/")
    let descriptor: Int32
    do throws(Errno) {
      descriptor = try open(base, flags: openPath | O_DIRECTORY)
    } catch {
      return paths.map { _ in .failure(error) }
    }
    defer { close(descriptor) }
    let prefix = root.view == .own ? [] : root.path.bytes + [UInt8(ascii: "/")]
    var name: [CChar] = []
    return paths.map { path in
      let call = PendingCall.begin(.stat, root)
      defer { clinux_call_ended(call) }
      name.removeAll(keepingCapacity: true)
      for byte in prefix { name.append(CChar(bitPattern: byte)) }
      for byte in path { name.append(CChar(bitPattern: byte)) }
      name.append(0)
      return root.view == .own ? status(name, in: descriptor) : statusInRoot(name, descriptor)
    }
  }

  private func status(_ name: [CChar], in directory: Int32) -> Result<FileStatus, Errno> {
    var raw = clinux_status()
    let problem = clinux_statx(directory, name, 0, &raw)
    return problem == 0 ? .success(FileStatus(raw)) : .failure(Errno(rawValue: problem))
  }

  private func statusInRoot(_ name: [CChar], _ root: Int32) -> Result<FileStatus, Errno> {
    let descriptor = clinux_openat2(root, name, UInt64(openPath | O_CLOEXEC), resolveInRoot)
    guard descriptor >= 0 else { return .failure(Errno(rawValue: -descriptor)) }
    defer { close(descriptor) }
    var raw = clinux_status()
    let problem = clinux_statx(descriptor, "", Int32(clinux_empty_path), &raw)
    return problem == 0 ? .success(FileStatus(raw)) : .failure(Errno(rawValue: problem))
  }
}
