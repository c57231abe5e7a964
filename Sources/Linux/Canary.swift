import CLinux
import Glibc
public import SystemPackage

/// A marked file that was put somewhere to see whether that works; whoever has it removes it.
public final class Canary: Sendable {
  /// Why none could be put, and at which step.
  public struct Failure: Error, Sendable, Hashable {
    /// To take the identity on, to enter the directory, to create the file, to write into it.
    public enum Step: Sendable { case identity, enter, create, write }

    public let step: Step
    public let errno: Errno

    public init(step: Step, errno: Errno) {
      self.step = step
      self.errno = errno
    }
  }

  public let place: Place
  public let status: FileStatus
  private let directory: Int32
  private let name: String
  private let identity: Identity

  init(place: Place, status: FileStatus, directory: Int32, name: String, identity: Identity) {
    self.place = place
    self.status = status
    self.directory = directory
    self.name = name
    self.identity = identity
  }

  deinit { close(directory) }

  /// Removes the file, by the examiner's own rights or else by those it was written with.
  ///
  /// Only the very file that was written is removed: one that took its name since is left alone. The corresponding C
  /// function is `unlinkat`.
  public func remove() -> Errno? {
    guard let problem = unlink() else { return nil }
    let identity = identity
    let retried = onOwnThread { () -> Errno? in
      _ = clinux_take_identity(
        identity.uid, identity.gid, identity.groups, identity.groups.count, identity.capabilities.rawValue)
      return self.unlink()
    }
    return retried.map { $0 == nil ? nil : problem } ?? problem
  }

  private func unlink() -> Errno? {
    var raw = clinux_status()
    let looked = clinux_statx(directory, name, AT_SYMLINK_NOFOLLOW, &raw)
    if looked == ENOENT { return nil }
    guard looked == 0 else { return Errno(rawValue: looked) }
    guard raw.inode == status.inode else { return .fileExists }
    return unlinkat(directory, name, 0) == 0 || errno == ENOENT ? nil : Errno(rawValue: errno)
  }
}

extension LiveMachine {
  /// A file that another program stored on the examiner's behalf, to be removed like one's own.
  public func canary(at place: Place) -> Result<Canary, Canary.Failure> {
    guard let name = place.path.lastComponent?.string, let status = try? status(place, followingLinks: false) else {
      return .failure(Canary.Failure(step: .enter, errno: .noSuchFileOrDirectory))
    }
    let folder = place.at(place.path.removingLastComponent())
    let base: Int32
    if case .process(let pid) = folder.view {
      base = Glibc.open("/proc/\(pid)/root", openPath | O_DIRECTORY | O_CLOEXEC)
      guard base >= 0 else { return .failure(Canary.Failure(step: .enter, errno: Errno(rawValue: errno))) }
    } else {
      base = AT_FDCWD
    }
    defer { if base >= 0 { close(base) } }
    let directory = clinux_openat2(
      base, folder.path.string0, UInt64(UInt32(bitPattern: openPath | O_DIRECTORY | O_CLOEXEC)),
      folder.view == .own ? 0 : resolveInRoot)
    guard directory >= 0 else { return .failure(Canary.Failure(step: .enter, errno: Errno(rawValue: -directory))) }
    return .success(Canary(place: place, status: status, directory: directory, name: name, identity: examiner))
  }

  /// Writes a small file as an identity would, on a thread of its own that takes that identity and umask.
  public func putCanary(
    _ contents: [UInt8], named name: String, in folder: Place, as identity: Identity, umask: UInt32
  ) -> Result<Canary, Canary.Failure> {
    // What is put must be removed by whoever put it: no other attempt takes this one's place.
    clinux_say_spoken()
    if stalledMounts.contains(where: { $0.view == folder.view && folder.path.starts(with: $0.path) }) {
      return .failure(Canary.Failure(step: .enter, errno: .timedOut))
    }
    let isOwn =
      identity.uid == examiner.uid && identity.gid == examiner.gid && identity.capabilities == examiner.capabilities
    guard isOwn || examiner.uid == 0 else { return .failure(Canary.Failure(step: .identity, errno: .notPermitted)) }
    var root = AT_FDCWD
    if case .process(let pid) = folder.view {
      root = Glibc.open("/proc/\(pid)/root", openPath | O_DIRECTORY | O_CLOEXEC)
      guard root >= 0 else { return .failure(Canary.Failure(step: .enter, errno: Errno(rawValue: errno))) }
    }
    defer { if root >= 0 { close(root) } }
    let base = root
    let answer = onOwnThread { () -> Result<Canary, Canary.Failure> in
      if !isOwn {
        let taken = clinux_take_identity(
          identity.uid, identity.gid, identity.groups, identity.groups.count, identity.capabilities.rawValue)
        guard taken == 0 else { return .failure(Canary.Failure(step: .identity, errno: Errno(rawValue: taken))) }
      }
      return Self.put(contents, name, folder, base, identity, umask)
    }
    return answer ?? .failure(Canary.Failure(step: .identity, errno: .resourceTemporarilyUnavailable))
  }

  private static func put(
    _ contents: [UInt8], _ name: String, _ folder: Place, _ root: Int32, _ identity: Identity, _ umask: UInt32
  ) -> Result<Canary, Canary.Failure> {
    let directory = clinux_openat2(
      root, folder.path.string0, UInt64(UInt32(bitPattern: openPath | O_DIRECTORY | O_CLOEXEC)),
      folder.view == .own ? 0 : resolveInRoot)
    guard directory >= 0 else { return .failure(Canary.Failure(step: .enter, errno: Errno(rawValue: -directory))) }
    let file = clinux_create(directory, name, 0o666, umask)
    guard file >= 0 else {
      close(directory)
      return .failure(Canary.Failure(step: .create, errno: Errno(rawValue: -file)))
    }
    defer { close(file) }
    var raw = clinux_status()
    _ = clinux_statx(file, "", Int32(clinux_empty_path), &raw)
    let canary = Canary(
      place: folder.appending(name), status: FileStatus(raw), directory: directory, name: name, identity: identity)
    var problem: Int32 = 0
    if write(file, contents, contents.count) != contents.count { problem = errno == 0 ? ENOSPC : errno }
    if problem == 0, fsync(file) != 0, errno != EINVAL, errno != ENOSYS { problem = errno }
    guard problem != 0 else { return .success(canary) }
    _ = canary.remove()
    return .failure(Canary.Failure(step: .write, errno: Errno(rawValue: problem)))
  }
}
