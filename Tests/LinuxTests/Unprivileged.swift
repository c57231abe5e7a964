import Foundation
import Glibc
import Linux
import Synchronization
import Testing

extension Trait where Self == ConditionTrait {
  /// Of tests that take other identities or make mounts.
  static var asRoot: Self { .enabled(if: geteuid() == 0, "needs root") }
}

/// Work on a thread that is an unprivileged user for good: its ids are all changed, so that it has no capabilities left.
///
/// To the kernel every thread has credentials of its own; glibc's setuid(2) would change those of all threads, so the calls are
/// made by syscall(2).
enum Unprivileged {
  #if arch(x86_64)
    private static let calls = (setGroups: 116, setUsers: 117, setGroup: 119)
  #else
    private static let calls = (setGroups: 159, setUsers: 147, setGroup: 149)
  #endif

  static func run<Answer: Sendable>(as identity: Identity, _ work: @escaping @Sendable () -> Answer) throws -> Answer {
    let answer = Mutex<Answer?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      if become(identity), geteuid() == identity.uid { answer.withLock { $0 = work() } }
      isDone.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    isDone.wait()
    guard let answer = answer.withLock({ $0 }) else { throw KernelJudge.Failure(message: "cannot become \(identity)") }
    return answer
  }

  private static func become(_ identity: Identity) -> Bool {
    typealias Call = @convention(c) (Int, Int, Int, Int) -> Int
    guard let symbol = dlsym(nil, "syscall") else { return false }
    let call = unsafeBitCast(symbol, to: Call.self)
    let (uid, gid) = (Int(identity.uid), Int(identity.gid))
    let isGrouped = identity.groups.withUnsafeBufferPointer {
      call(calls.setGroups, $0.count, Int(bitPattern: $0.baseAddress), 0) == 0
    }
    return isGrouped && call(calls.setGroup, gid, gid, gid) == 0 && call(calls.setUsers, uid, uid, uid) == 0
  }
}
