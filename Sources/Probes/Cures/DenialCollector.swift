public import Linux
import Synchronization
import SystemPackage

/// Takes what a scan tells, from all its threads, and keeps what a pattern shows in, in bounded memory.
public final class DenialCollector: Sendable {
  /// Refused files of one owner, group and mode.
  struct Group: Hashable {
    let uid: UInt32
    let gid: UInt32
    let mode: UInt32
  }

  /// A file as far as a pattern needs it.
  struct Trait {
    let size: Int
    let modified: Int
  }

  /// What files of one kind have in common.
  struct Spread {
    var count = 0
    var smallest = Int.max
    var largest = 0
    var oldest = Int.max
    var newest = 0
    /// Some, evenly spread over all.
    var traits: [Trait] = []

    mutating func add(_ status: FileStatus) {
      count += 1
      smallest = min(smallest, status.size)
      largest = max(largest, status.size)
      oldest = min(oldest, status.modified)
      newest = max(newest, status.modified)
      if traits.count < 512 { traits.append(Trait(size: status.size, modified: status.modified)) }
    }
  }

  public struct Sample: Sendable {
    public let file: ScannedFile
    public let closed: ClosedDirectory?
  }

  struct State {
    var groups: [Group: Spread] = [:]
    /// Readable files by owner.
    var readable: [UInt32: Spread] = [:]
    var folders: [FilePath: Int] = [:]
    var closed: [FilePath: (directory: ClosedDirectory, files: Int)] = [:]
    var deniedFolders: [ScannedFile] = []
    var samples: [Sample] = []
    /// One refused file outside of closed directories for each group.
    var examples: [Group: ScannedFile] = [:]
  }

  static let kinds = 256
  private let samplesKept: Int
  private let state = Mutex(State())

  public init(samples: Int = 12) { samplesKept = samples }

  var now: State { state.withLock { $0 } }

  /// The newest of the refused files.
  public var samples: [Sample] { now.samples }

  public func add(_ batch: ScanBatch) {
    state.withLock { state in
      if let folder = batch.deniedFolder, state.deniedFolders.count < Self.kinds { state.deniedFolders.append(folder) }
      if batch.deniedCount > 0 { addDenied(batch, to: &state) }
      for file in batch.readable where state.readable.count < Self.kinds || state.readable[file.status.uid] != nil {
        state.readable[file.status.uid, default: Spread()].add(file.status)
      }
    }
  }

  private func addDenied(_ batch: ScanBatch, to state: inout State) {
    if let closed = batch.closed {
      let known = state.closed[closed.place.path]?.files ?? 0
      if known > 0 || state.closed.count < Self.kinds {
        state.closed[closed.place.path] = (closed, known + batch.deniedCount)
      }
    } else if state.folders.count < Self.kinds || state.folders[batch.folder.path] != nil {
      state.folders[batch.folder.path, default: 0] += batch.deniedCount
    }
    for file in batch.denied {
      keep(Sample(file: file, closed: batch.closed), in: &state)
      guard batch.closed == nil, !file.isLink else { continue }
      let group = Group(uid: file.status.uid, gid: file.status.gid, mode: file.status.mode)
      guard state.groups.count < Self.kinds || state.groups[group] != nil else { continue }
      state.groups[group, default: Spread()].add(file.status)
      if state.examples[group] == nil { state.examples[group] = file }
    }
  }

  /// Keeps the newest, so that what is shown does not depend on the order of the threads.
  private func keep(_ sample: Sample, in state: inout State) {
    let isFull = state.samples.count == samplesKept
    if isFull, let last = state.samples.last, !Self.precedes(sample, last) { return }
    let index = state.samples.firstIndex { Self.precedes(sample, $0) } ?? state.samples.endIndex
    state.samples.insert(sample, at: index)
    if isFull { state.samples.removeLast() }
  }

  private static func precedes(_ sample: Sample, _ other: Sample) -> Bool {
    let (first, second) = (sample.file.status.modified, other.file.status.modified)
    return first != second
      ? first > second : sample.file.place.path.bytes.lexicographicallyPrecedes(other.file.place.path.bytes)
  }
}

extension DenialCollector {
  /// How many files of a finished scan can be used.
  func readableCount(_ tally: ScanTally) -> Int { max(0, tally.files - tally.denied) }

  /// Whether a readable file of this owner, written since a moment, was among those looked at.
  func hasReadable(of uid: UInt32, since: Int) -> Bool { now.readable[uid].map { $0.newest >= since } ?? false }
}
