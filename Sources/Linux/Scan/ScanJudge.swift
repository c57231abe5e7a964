import CLinux
import Glibc
import SystemPackage

/// How a scan gets its answers: as whom directories are opened, as whom files are asked for.
struct ScanJudge: Sendable {
  let identity: Identity
  let access: Access
  let view: Viewpoint
  /// Whether the kernel is asked; else modes and lists decide.
  let isAsking: Bool
  /// Whether threads change between the examiner and the identity.
  private let isChanging: Bool
  private let examiner: Identity
  /// Whether the identity has other capabilities over files than its user has by itself.
  private let setsCapabilities: Bool
  /// The root directory of another viewpoint.
  private let foreignRoot: OpenFolder?

  init(_ identity: Identity, for purpose: Walk.Purpose, on machine: LiveMachine, at root: Place, asksKernel: Bool) {
    self.identity = identity
    access = purpose == .write ? .write : .read
    view = root.view
    examiner = machine.examiner
    let overFiles = identity.capabilities.intersection(.overFiles)
    setsCapabilities = identity.uid == 0 || !overFiles.isEmpty
    let isOwn =
      identity.uid == examiner.uid && identity.gid == examiner.gid && Set(identity.groups) == Set(examiner.groups)
      && identity.capabilities.intersection(.overFiles) == examiner.capabilities.intersection(.overFiles)
    var canTake = false
    if asksKernel, LiveMachine.isAskable, !isOwn, examiner.uid == 0, !identity.hasForeignPowers {
      canTake = onOwnThread { ScanJudge.take(identity) } ?? false
    }
    isChanging = !isOwn && canTake
    isAsking = asksKernel && LiveMachine.isAskable && (isOwn || canTake)
    foreignRoot =
      if case .process(let pid) = root.view {
        OpenFolder(Glibc.open("/proc/\(pid)/root", openPath | O_DIRECTORY | O_CLOEXEC))
      } else { nil }
  }

  private static func take(_ identity: Identity) -> Bool {
    let groups = identity.groups
    let kept = identity.capabilities.union(.changeUser).rawValue
    return clinux_take_identity(identity.uid, identity.gid, groups, groups.count, kept) == 0
  }

  /// Gives a new thread the identity's groups; false where it may not.
  func begin() -> Bool {
    guard isChanging else { return true }
    guard Self.take(identity) else { return false }
    become(identity: false)
    return true
  }

  /// Makes this thread the identity, or again the examiner.
  func become(identity isIdentity: Bool) {
    guard isChanging else { return }
    let who = isIdentity ? identity : examiner
    clinux_change_identity(who.uid, who.capabilities.union(.changeUser).rawValue, setsCapabilities ? 1 : 0)
  }

  /// Opens a path below the viewpoint's root.
  func open(_ path: [UInt8], flags: Int32) -> Result<Int32, Errno> {
    let descriptor: Int32 = withTerminated(path) { name in
      guard let foreignRoot else {
        let descriptor = Glibc.open(name, flags)
        return descriptor < 0 ? -errno : descriptor
      }
      return clinux_openat2(foreignRoot.descriptor, name, UInt64(UInt32(bitPattern: flags)), 0x10)
    }
    return descriptor < 0 ? .failure(Errno(rawValue: -descriptor)) : .success(descriptor)
  }

  /// Asks for a path, links followed, as whoever this thread is.
  func ask(_ access: Access, _ path: [UInt8]) -> Errno? {
    guard foreignRoot != nil else {
      let problem = withTerminated(path) { clinux_faccessat2(AT_FDCWD, $0, access.rawValue, 0) }
      return problem == 0 ? nil : Errno(rawValue: problem)
    }
    switch open(path, flags: openPath | O_CLOEXEC) {
    case .failure(let problem): return problem
    case .success(let descriptor):
      defer { close(descriptor) }
      return ask(access, descriptor)
    }
  }

  /// Asks for what a descriptor names.
  func ask(_ access: Access, _ descriptor: Int32) -> Errno? {
    let problem = clinux_faccessat2(descriptor, "", access.rawValue, Int32(clinux_empty_path))
    return problem == 0 ? nil : Errno(rawValue: problem)
  }

  /// What closes a directory to the identity: a directory above it, or it itself; nil where nothing does.
  func closing(_ place: Place, _ machine: LiveMachine, _ mounts: MountTable) -> ClosedDirectory? {
    let walk = machine.walk(place, as: identity, for: .read, mounts: mounts)
    if let denied = walk.denied { return ClosedDirectory(denied, mounts) }
    guard isAsking, case .failure(let problem)? = machine.ask(.search, to: place, as: identity),
      [.permissionDenied, .notPermitted].contains(problem)
    else { return nil }
    return ClosedDirectory(
      place: place, status: walk.last?.status,
      reason: TreeScan.disagreement)
  }
}

extension Capabilities {
  /// Those that change what may be done with files and follow the file-system user: capabilities(7), setfsuid(2).
  static let overFiles: Capabilities = [.overrideAccess, .readAndSearch]
  /// CAP_SETUID, which says nothing about files and without which a thread could not change back.
  static let changeUser = Capabilities(rawValue: 1 << 7)
}

extension ClosedDirectory {
  /// The component of a walk that denies.
  convenience init(_ component: Walk.Component, _ mounts: MountTable) {
    self.init(place: component.place, status: component.status, reason: component.refusal ?? "refused")
  }
}

/// Runs work with a path as a C string.
func withTerminated<Answer>(_ path: [UInt8], _ work: (UnsafePointer<CChar>) -> Answer) -> Answer {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: path.count + 1) { buffer in
    for (index, byte) in path.enumerated() { buffer[index] = CChar(bitPattern: byte) }
    buffer[path.count] = 0
    guard let base = buffer.baseAddress else { return work("") }
    return work(base)
  }
}
