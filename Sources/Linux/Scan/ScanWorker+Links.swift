import CLinux
import Glibc
import SystemPackage

extension ScanWorker {
  /// A symbolic link, or an entry whose type the file system does not tell: counts what it leads to.
  mutating func followLink(_ path: [UInt8], closed: ClosedDirectory?, _ batch: inout ScanBatch) {
    if leadsToStalled(path) { return tally.note(.timedOut, at: path) }
    let opened = scan.open(path, flags: openPath)
    guard case .success(let descriptor) = opened else {
      if case .failure(let problem) = opened { tellBroken(problem, path) }
      return
    }
    defer { close(descriptor) }
    var raw = clinux_status()
    guard clinux_statx(descriptor, "", Int32(clinux_empty_path), &raw) == 0 else {
      tally.errors += 1
      return
    }
    let status = FileStatus(raw)
    switch status.kind {
    case .regular:
      tally.links += 1
      guard !scan.boundaries.holds(file: descriptor) else { return }
      tally.files += 1
      guard closed != nil || isRefused(judge.access, path) else { return }
      tally.denied += 1
      batch.deniedCount += 1
      if scan.wantsDetail() { batch.denied.append(ScannedFile(place: place(path), status: status, isLink: true)) }
    case .directory:
      guard scan.boundaries.way(through: descriptor) == .enter else { return }
      found.append(ScanJob(path: path, closed: closed ?? closing(path), followsLink: true))
    default: break
    }
  }

  private mutating func tellBroken(_ problem: Errno, _ path: [UInt8]) {
    switch problem {
    case .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels: tally.brokenLinks += 1
    default: tally.note(problem, at: path)
    }
  }

  /// Whether the way of a link leads onto a mount that does not answer: then it must not be opened.
  private func leadsToStalled(_ path: [UInt8]) -> Bool {
    guard !scan.machine.stalledMounts.isEmpty else { return false }
    do throws(Errno) {
      _ = try scan.machine.status(place(path))
    } catch {
      return error == .timedOut
    }
    return false
  }

  private func isRefused(_ access: Access, _ path: [UInt8]) -> Bool {
    guard judge.isAsking else {
      let purpose: Walk.Purpose = access.contains(.write) ? .write : .read
      let walk = scan.machine.walk(place(path), as: scan.identity, for: purpose, mounts: scan.mounts)
      return walk.denied != nil
    }
    judge.become(identity: true)
    defer { judge.become(identity: false) }
    return judge.ask(access, path) != nil
  }

  /// What closes a linked directory: the first component of the way behind the link that denies.
  private func closing(_ path: [UInt8]) -> ClosedDirectory? {
    guard isRefused(.search, path) else { return nil }
    let walk = scan.machine.walk(place(path), as: scan.identity, for: .read, mounts: scan.mounts)
    return walk.denied.map { ClosedDirectory($0, scan.mounts) }
      ?? ClosedDirectory(place: place(path), status: nil, reason: TreeScan.disagreement)
  }
}
