import CLinux
import Glibc
import Synchronization
public import SystemPackage

extension LiveMachine {
  /// Asks the kernel in a child that is the user, or for an identity with capabilities on a thread of its own that takes it:
  /// faccessat2(2) with AT_EACCESS.
  ///
  /// Needs the right to change identities; nil without it, and for an identity that is the examiner's own it is asked
  /// directly.
  public func ask(_ access: Access, to place: Place, as identity: Identity) -> Result<Void, Errno>? {
    guard (try? guardedRoot(place)) != nil else { return .failure(.timedOut) }
    let call = PendingCall.begin(.access, place)
    defer { clinux_call_ended(call) }
    let isOwn = identity.uid == examiner.uid && identity.gid == examiner.gid && identity.groups == examiner.groups
    if isOwn, identity.capabilities == examiner.capabilities, Self.isAskable {
      let problem = refusal(access, place, root: nil)
      return problem == 0 ? .success(()) : .failure(Errno(rawValue: problem))
    }
    guard examiner.uid == 0, !identity.hasForeignPowers else { return nil }
    let root: Int32?
    if case .process(let pid) = place.view {
      let descriptor = Glibc.open("/proc/\(pid)/root", openPath | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      root = descriptor
    } else {
      root = nil
    }
    defer { if let root { close(root) } }
    if identity.capabilities.isEmpty, identity.uid != 0 {
      let answer = IdentityAgents.shared.ask(
        access, place.path, below: root, resolve: root == nil ? 0 : resolveInRoot, as: identity)
      return answer == 0 ? .success(()) : answer == -EPERM ? nil : .failure(Errno(rawValue: -answer))
    }
    guard Self.isAskable else { return nil }
    let problem = onOwnThread { () -> Int32 in
      let groups = identity.groups
      let taken = clinux_take_identity(identity.uid, identity.gid, groups, groups.count, identity.capabilities.rawValue)
      return taken == 0 ? refusal(access, place, root: root) : -1
    }
    guard let problem, problem >= 0 else { return nil }
    return problem == 0 ? .success(()) : .failure(Errno(rawValue: problem))
  }

  private func guardedRoot(_ place: Place) throws(Errno) -> Bool {
    guard !stalledMounts.isEmpty else { return true }
    do {
      _ = try status(place, followingLinks: true)
    } catch  where error == .timedOut {
      throw error
    } catch {
      return true
    }
    return true
  }

  /// Whether the kernel has faccessat2(2) and this process may call it: without it only real ids are asked about.
  static let isAskable = clinux_faccessat2(AT_FDCWD, "/", 0, 0) == 0

  /// The errno of the kernel's answer, 0 for yes.
  private func refusal(_ access: Access, _ place: Place, root: Int32?) -> Int32 {
    guard let root else { return clinux_faccessat2(AT_FDCWD, place.path.string0, access.rawValue, 0) }
    let descriptor = clinux_openat2(root, place.path.string0, UInt64(openPath | O_CLOEXEC), resolveInRoot)
    guard descriptor >= 0 else { return -descriptor }
    defer { close(descriptor) }
    return clinux_faccessat2(descriptor, "", access.rawValue, Int32(clinux_empty_path))
  }
}

/// Runs work on a thread that ends with it: what it changes about itself ends too. Nil where no thread can be had.
func onOwnThread<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) -> Answer? {
  let box = ThreadWork()
  let answer = Mutex<Answer?>(nil)
  let keep = { answer.withLock { $0 = work() } }
  return withoutActuallyEscaping(
    keep,
    do: { run -> Answer? in
      box.run = run
      var thread = pthread_t()
      let started = pthread_create(
        &thread, nil,
        { pointer in
          if let pointer { Unmanaged<ThreadWork>.fromOpaque(pointer).takeUnretainedValue().run?() }
          return nil
        }, Unmanaged.passUnretained(box).toOpaque())
      guard started == 0 else { return nil }
      pthread_join(thread, nil)
      box.run = nil
      return answer.withLock { $0 }
    })
}

/// What a thread runs; the starter keeps it alive until the thread was joined.
private final class ThreadWork {
  var run: (() -> Void)?
}
