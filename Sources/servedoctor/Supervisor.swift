import CLinux
import Glibc
import Linux
import Notation
import Synchronization

/// The parent of the process that does the work: it keeps the clock and can always leave.
///
/// A thread that waits for a dead file system can neither be stopped nor lets its process end, and a fault in one look ends the
/// whole program. So the work is done in a fork, which says in shared memory what it waits for. Where it hangs or dies another
/// fork begins anew, without what the one before hung at or died of.
enum Supervisor {
  /// What the attempts before this one came to.
  struct Attempt: Sendable {
    /// The time that they took.
    var elapsed = Duration.zero
    /// Whether looks are made one after another, so that one which ends the program is known.
    var isOneByOne = false
    /// What ended the program, by the probes that were looking.
    var crashed: [String: String] = [:]
  }

  private enum End {
    case exited(Int32)
    case died(signal: Int32)
    case hangs(PendingCall)
    case isOverdue
    case interrupted(signal: Int32)
  }

  /// A call that takes longer is not answered; a disk that sleeps or a share far away takes less.
  private static let patience = 1500
  private static let mostAttempts = 6
  private static let current = Mutex(Attempt())

  /// What the attempts before this one came to, in the process that does the work.
  static var attempt: Attempt { current.withLock { $0 } }

  /// Forks; returns in the process that does the work. `deadline` is when that has to be done with, nil for never.
  ///
  /// Where no attempt brings anything `report` tells what is known all the same: what is not answered.
  static func begin(deadline: Duration?, report: () -> Bool = { false }) {
    let began = ContinuousClock.now
    Output.lookAtTerminals()
    var attempt = Attempt()
    for number in 1...mostAttempts {
      var worker: pid_t = 0
      var output: Int32 = -1
      guard clinux_worker_start(&worker, &output) == 1 else {
        return current.withLock { $0 = attempt }
      }
      let end = watch(worker, output, until: deadline.map { began + $0 + .milliseconds(1700) })
      _ = clinux_worker_event(output, 0)
      close(output)
      let mayTryAgain =
        number < mostAttempts && clinux_worker_has_spoken() == 0
        && deadline.map { began.duration(to: .now) + .seconds(1) < $0 } != false
      attempt.elapsed = began.duration(to: .now)
      switch end {
      case .exited(let status):
        let problem = clinux_worker_failure()
        if problem != 0, problem != EINTR, status != 3 { Output.fail("standard output", problem) }
        Output.exit(status)
      case .hangs(let call) where mayTryAgain: LiveMachine.unanswering.add(call)
      case .died(let signal) where mayTryAgain && !attempt.isOneByOne && signal != SIGKILL && signal != SIGTERM:
        attempt.isOneByOne = true
      case .died(let signal) where mayTryAgain && signal != SIGKILL && signal != SIGTERM && !note.isEmpty:
        attempt.crashed[note] = name(ofSignal: signal)
      default: leave(end, report)
      }
    }
  }

  /// The name of the probe that the worker noted last.
  private static var note: String { String(cString: clinux_worker_note()) }

  private static func watch(_ worker: pid_t, _ output: Int32, until limit: ContinuousClock.Instant?) -> End {
    var limit = limit
    var interrupt: Int32?
    var endedAt: ContinuousClock.Instant?
    while true {
      let signal = clinux_worker_event(output, 50)
      if signal != 0, interrupt == nil {
        interrupt = signal
        limit = .now + .milliseconds(1800)
        kill(worker, signal)
      }
      var status: Int32 = 0
      if waitpid(worker, &status, WNOHANG) == worker {
        let number = status & 0x7f
        return number == 0 ? .exited((status >> 8) & 0xff) : .died(signal: number)
      }
      // A worker that means to end and does not has a thread in a dead file system; it is left behind.
      if clinux_worker_ended() != 0 {
        endedAt = endedAt ?? .now
        if let endedAt, endedAt + .milliseconds(300) < .now { return .exited(clinux_worker_ended() - 1) }
        continue
      }
      if interrupt == nil, clinux_worker_has_spoken() == 0, let call = PendingCall.oldest(atLeast: patience) {
        kill(worker, SIGKILL)
        return .hangs(call)
      }
      if let limit, limit < .now {
        kill(worker, SIGKILL)
        return interrupt.map { .interrupted(signal: $0) } ?? .isOverdue
      }
    }
  }

  /// Ends the program where no worker came to its end, and says why.
  private static func leave(_ end: End, _ report: () -> Bool) -> Never {
    let call = PendingCall.oldest(atLeast: 500).map { "\($0.kind.name) of \($0.place.reachable.shown) is not answered" }
    let (reason, status): (String, Int32) =
      switch end {
      case .exited(let status): ("", status)
      case .died(let signal):
        ("the program was ended by \(name(ofSignal: signal))\(note.isEmpty ? "" : " in \(note)")", 3)
      case .hangs(let call): ("\(call.kind.name) of \(call.place.reachable.shown) is not answered", 3)
      case .isOverdue: (call ?? "the work was not done in time", 3)
      case .interrupted(let signal): (call ?? "interrupted", 128 + signal)
      }
    let isReported = clinux_worker_has_spoken() == 0 && report()
    Output.write("servedoctor: \(isReported ? "not done" : "no report"): \(reason)\n", to: 2)
    Output.exit(status)
  }

  private static func name(ofSignal number: Int32) -> String {
    let known = [
      SIGILL: "SIGILL", SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGSEGV: "SIGSEGV", SIGFPE: "SIGFPE",
      SIGKILL: "SIGKILL", SIGSYS: "SIGSYS",
    ]
    return known[number] ?? "signal \(number)"
  }
}
