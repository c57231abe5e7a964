import Glibc
import Synchronization
public import SystemPackage

/// Every file below a directory, asked as an identity whether it can be used.
///
/// Two threads or more take the identity and ask faccessat2(2) for each file that getdents64(2) lists; directories are opened
/// with the examiner's own rights, since a server needs no right to list. Where no identity can be taken the answer is computed
/// from modes, lists and capabilities. Links to directories outside the tree are followed once; mounts that do not answer and
/// the kernel's own are left out.
public final class TreeScan: Sendable {
  public let root: Place
  public let identity: Identity
  public let purpose: Walk.Purpose
  /// Whether each file that is refused is looked at closely; else the first thousands, and some of the rest.
  public let tellsAll: Bool
  public let machine: LiveMachine
  public let mounts: MountTable
  let judge: ScanJudge
  let queue: ScanQueue
  let boundaries: ScanBoundaries
  /// How many readable files of a stretch without refused ones are looked at.
  let samplesEach: Int
  /// When the scan ends though there is more; nil for never.
  let deadline: ContinuousClock.Instant?
  /// How many refused and how many readable files were looked at closely.
  let details = Atomic<Int>(0)
  let samples = Atomic<Int>(0)
  private let counted = Mutex(ScanTally())

  /// Fails with the errno of the directory itself: absent, no directory, on a mount that does not answer.
  ///
  /// - Parameter asksKernel: whether the kernel is asked where it can be; else modes and lists decide.
  public init(
    _ root: Place, as identity: Identity, for purpose: Walk.Purpose = .read, on machine: LiveMachine,
    mounts: MountTable? = nil, tellsAll: Bool = false, asksKernel: Bool = true,
    samplesEach: Int = 1, deadline: ContinuousClock.Instant? = nil
  ) throws(Errno) {
    guard try machine.status(root).kind == .directory else { throw .notDirectory }
    // A directory that another user has named, or leads to by a link, is listed as he could; the threads below are root.
    if machine.examiner.uid == 0 { _ = try machine.names(in: root, limit: 1) }
    let mounts = mounts ?? machine.mountTable(of: root.view)
    self.root = root
    self.identity = identity
    self.purpose = purpose
    self.machine = machine
    self.mounts = mounts
    self.tellsAll = tellsAll
    self.samplesEach = samplesEach
    self.deadline = deadline
    judge = ScanJudge(identity, for: purpose, on: machine, at: root, asksKernel: asksKernel)
    boundaries = ScanBoundaries(root, machine: machine, mounts: mounts)
    queue = ScanQueue(
      ScanJob(path: root.path.bytes, closed: judge.closing(root, machine, mounts), followsLink: true))
  }

  /// Whether the kernel is asked; else the answers are computed.
  public var isAsking: Bool { judge.isAsking }

  /// What has been counted so far.
  public var tally: ScanTally { counted.withLock { $0 } }

  /// Whether it was ended before the whole tree was seen.
  public var isCutShort: Bool { queue.wasStopped }

  /// Ends the scan soon; what it has counted stays.
  public func stop() { queue.stop() }

  /// Scans, and hands what is noteworthy to an observer, from several threads at once; returns when the tree is done.
  public func run(_ observer: @escaping @Sendable (ScanBatch) -> Void) {
    let online = max(2, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let threads = (0..<online).compactMap { _ in
      ScanThread { ScanWorker(scan: self, observer: observer).run() }
    }
    if threads.isEmpty { note { $0.errors += 1 } }
    for thread in threads { thread.join() }
  }

  func count(_ tally: ScanTally) { counted.withLock { $0.add(tally) } }
  private func note(_ change: (inout ScanTally) -> Void) { counted.withLock { change(&$0) } }

  /// Opens a directory, or with O_PATH anything, of the scanned viewpoint.
  func open(_ path: [UInt8], flags: Int32) -> Result<Int32, Errno> {
    guard path.count < Int(PATH_MAX) else { return .failure(.fileNameTooLong) }
    return judge.open(path, flags: flags | O_CLOEXEC)
  }
}
