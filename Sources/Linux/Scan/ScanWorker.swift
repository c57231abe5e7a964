import CLinux
import Glibc
import SystemPackage

/// One thread of a scan: takes directories from the queue and lists them stretch by stretch.
struct ScanWorker {
  let scan: TreeScan
  let observer: @Sendable (ScanBatch) -> Void
  /// The bytes of one stretch: about a thousand names.
  private static let stretch = 32 * 1024
  private let buffer: UnsafeMutableRawPointer
  private var answers = clinux_answers()
  var tally = ScanTally()
  var found: [ScanJob] = []

  init(scan: TreeScan, observer: @escaping @Sendable (ScanBatch) -> Void) {
    self.scan = scan
    self.observer = observer
    buffer = .allocate(byteCount: Self.stretch, alignment: 8)
    answers.refused = .allocate(capacity: Self.stretch / 24)
    answers.others = .allocate(capacity: Self.stretch / 24)
  }

  var judge: ScanJudge { scan.judge }

  consuming func run() {
    defer {
      buffer.deallocate()
      answers.refused.deallocate()
      answers.others.deallocate()
    }
    guard scan.judge.begin() else { return }
    var isAfterOne = false
    while let job = scan.queue.next(afterOne: isAfterOne) {
      isAfterOne = true
      visit(job)
      scan.count(tally)
      if let deadline = scan.deadline, ContinuousClock.now > deadline { scan.stop() }
      tally = ScanTally()
    }
  }

  private mutating func visit(_ job: ScanJob) {
    let call = PendingCall.begin(.readdir, place(job.path))
    var job = job
    var batch = ScanBatch(folder: place(job.path), closed: nil)
    guard let folder = job.folder ?? enter(&job, &batch) else { return clinux_call_ended(call) }
    batch.closed = job.closed
    var isEnd: Int32 = 0
    let size = clinux_list(folder.descriptor, buffer, Self.stretch, &isEnd)
    // Thousands of files of a slow disk take long together: that is no silence.
    clinux_call_ended(call)
    guard size > 0 else {
      if size < 0 { tally.note(Errno(rawValue: Int32(-size)), at: job.path) }
      if batch.deniedFolder != nil { observer(batch) }
      return
    }
    if isEnd == 0 {
      scan.queue.push([ScanJob(path: job.path, folder: folder, closed: job.closed)])
    }
    let isAsking = judge.isAsking && job.closed == nil
    judge.become(identity: true)
    clinux_ask_entries(folder.descriptor, buffer, size, isAsking ? judge.access.rawValue : -1, &answers)
    judge.become(identity: false)
    tally.files += Int(answers.files)
    if answers.refused_count > 0 { tellRefused(folder, job, &batch, isAsked: isAsking) }
    if isAsking { sample(folder, job.path, size, &batch) }
    tellOthers(folder, job, &batch)
    if batch.deniedCount > 0 || !batch.readable.isEmpty || batch.deniedFolder != nil { observer(batch) }
  }

  func place(_ path: [UInt8]) -> Place { Place(FilePath(bytes: path), in: scan.root.view) }

  /// Opens a directory, as the examiner or where that fails as the identity, and asks whether the identity may pass it.
  private mutating func enter(_ job: inout ScanJob, _ batch: inout ScanBatch) -> OpenFolder? {
    let flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | (job.followsLink ? 0 : O_NOFOLLOW)
    var opened = scan.open(job.path, flags: flags)
    if case .failure(.permissionDenied) = opened, judge.isAsking {
      judge.become(identity: true)
      opened = scan.open(job.path, flags: flags)
      judge.become(identity: false)
    }
    switch opened {
    case .failure(let problem):
      if problem != .noSuchFileOrDirectory { tally.note(problem, at: job.path) }
      return nil
    case .success(let descriptor):
      tally.directories += 1
      let folder = OpenFolder(descriptor)
      if job.closed == nil { askFolder(folder, &job, &batch) }
      return folder
    }
  }

  private mutating func askFolder(_ folder: OpenFolder, _ job: inout ScanJob, _ batch: inout ScanBatch) {
    let isWriting = scan.purpose == .write
    if judge.isAsking {
      judge.become(identity: true)
      let problem = judge.ask(isWriting ? [.search, .write] : .search, folder.descriptor)
      judge.become(identity: false)
      guard problem != nil else { return }
    }
    var raw = clinux_status()
    guard clinux_statx(folder.descriptor, "", Int32(clinux_empty_path), &raw) == 0 else { return }
    let status = FileStatus(raw)
    let place = place(job.path)
    if let reason = refusal(.search, of: status, at: place) {
      job.closed = ClosedDirectory(place: place, status: status, reason: reason)
    }
    guard job.closed != nil || (isWriting && refusal([.search, .write], of: status, at: place) != nil) else { return }
    tally.deniedDirectories += 1
    batch.deniedFolder = ScannedFile(place: place, status: status, isLink: false)
  }

  /// Why the identity may not; nil where it may. Where the kernel can be asked it was, and is asked again for this part.
  private func refusal(_ access: Access, of status: FileStatus, at place: Place) -> String? {
    if judge.isAsking {
      judge.become(identity: true)
      let problem = judge.ask(access, place.path.bytes)
      judge.become(identity: false)
      if problem == nil { return nil }
    }
    return scan.computedRefusal(access, of: status, at: place) ?? (judge.isAsking ? TreeScan.disagreement : nil)
  }

  /// Takes a closer look at the files that were refused, or in a computed scan at all of them.
  private mutating func tellRefused(_ folder: OpenFolder, _ job: ScanJob, _ batch: inout ScanBatch, isAsked: Bool) {
    for index in 0..<Int(answers.refused_count) {
      let refusal = answers.refused[index]
      if isAsked {
        let problem = Errno(rawValue: refusal.problem)
        if problem == .noSuchFileOrDirectory {
          tally.files -= 1
          continue
        }
        guard [.permissionDenied, .notPermitted, .readOnlyFileSystem].contains(problem) else {
          tally.note(problem, at: path(job.path, at: Int(refusal.offset)))
          continue
        }
      }
      let isRuled = isAsked || job.closed != nil
      if isRuled {
        tally.denied += 1
        batch.deniedCount += 1
        guard scan.wantsDetail() else { continue }
      }
      let place = place(path(job.path, at: Int(refusal.offset)))
      guard let status = status(of: Int(refusal.offset), in: folder) else {
        if !isRuled { tally.note(.permissionDenied, at: place.path.bytes) }
        continue
      }
      let file = ScannedFile(place: place, status: status, isLink: false)
      guard !isRuled else {
        batch.denied.append(file)
        continue
      }
      if scan.computedRefusal(judge.access, of: status, at: place) != nil {
        tally.denied += 1
        batch.deniedCount += 1
        if scan.wantsDetail() { batch.denied.append(file) }
      } else if batch.readable.count < 32 {
        batch.readable.append(file)
      }
    }
  }

  /// Looks closely at some readable files too: a pattern shows in what distinguishes them from the refused ones.
  private mutating func sample(_ folder: OpenFolder, _ base: [UInt8], _ size: Int, _ batch: inout ScanBatch) {
    var wanted = answers.refused_count > 0 ? 32 : scan.samplesEach
    let files = Int(answers.files) - Int(answers.refused_count)
    guard files > 0, scan.wantsSample() else { return }
    let step = max(1, files / wanted)
    var refused = 0
    var seen = 0
    var offset = 0
    while offset < size, wanted > 0 {
      let here = offset
      offset = clinux_next_entry(buffer, here)
      var type: Int32 = 0
      _ = clinux_entry_name(buffer, here, &type)
      guard type == Int32(S_IFREG) else { continue }
      if refused < Int(answers.refused_count), Int(answers.refused[refused].offset) == here {
        refused += 1
        continue
      }
      seen += 1
      guard seen % step == 0, let status = status(of: here, in: folder) else { continue }
      batch.readable.append(ScannedFile(place: place(path(base, at: here)), status: status, isLink: false))
      wanted -= 1
    }
  }

  private mutating func tellOthers(_ folder: OpenFolder, _ job: ScanJob, _ batch: inout ScanBatch) {
    found.removeAll(keepingCapacity: true)
    for index in 0..<Int(answers.other_count) {
      let offset = Int(answers.others[index])
      var type: Int32 = 0
      _ = clinux_entry_name(buffer, offset, &type)
      let path = path(job.path, at: offset)
      if type == 0 { type = status(of: offset, in: folder).map(\.kind) == .directory ? Int32(S_IFDIR) : Int32(S_IFLNK) }
      if type == Int32(S_IFDIR) {
        descend(path, closed: job.closed)
      } else {
        followLink(path, closed: job.closed, &batch)
      }
    }
    scan.queue.push(found)
  }

  private mutating func descend(_ path: [UInt8], closed: ClosedDirectory?) {
    if scan.boundaries.hasMounts, let way = scan.boundaries.way(at: path, status: { rawStatus(path) }) {
      switch way {
      case .enter: break
      case .skip: return
      case .pseudo:
        tally.skippedCount += 1
        tally.skipped.append(FilePath(bytes: path))
        return
      case .stalled: return tally.note(.timedOut, at: path)
      }
    }
    found.append(ScanJob(path: path, closed: closed))
  }

  private func rawStatus(_ path: [UInt8]) -> clinux_status? {
    guard case .success(let descriptor) = scan.open(path, flags: openPath) else { return nil }
    defer { close(descriptor) }
    var raw = clinux_status()
    return clinux_statx(descriptor, "", Int32(clinux_empty_path), &raw) == 0 ? raw : nil
  }

  func path(_ base: [UInt8], at offset: Int) -> [UInt8] {
    var type: Int32 = 0
    guard let name = clinux_entry_name(buffer, offset, &type) else { return base }
    let length = strlen(name)
    var path = base
    path.reserveCapacity(base.count + 1 + length)
    if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
    path.append(contentsOf: UnsafeRawBufferPointer(start: name, count: length))
    return path
  }

  private func status(of offset: Int, in folder: OpenFolder) -> FileStatus? {
    var type: Int32 = 0
    guard let name = clinux_entry_name(buffer, offset, &type) else { return nil }
    var raw = clinux_status()
    return clinux_statx(folder.descriptor, name, AT_SYMLINK_NOFOLLOW, &raw) == 0 ? FileStatus(raw) : nil
  }
}
