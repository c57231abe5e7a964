import Diagnostics
import Glibc
import Linux
import Probes
import Reports
import Synchronization
import SystemPackage

/// A scan on its way to the terminal: streams its findings, or tells them at the end or at an interruption.
final class ScanReport: Sendable {
  let scan: TreeScan
  let collector = DenialCollector()
  let accounts: Accounts
  let format: ListFormat
  let listsAll: Bool
  private let began = ContinuousClock.now
  private let isFinished = Mutex(false)
  private let writing = Mutex(true)

  init(_ scan: TreeScan, accounts: Accounts, format: ListFormat, listsAll: Bool) {
    self.scan = scan
    self.accounts = accounts
    self.format = format
    self.listsAll = listsAll
  }

  func run() {
    scan.run { [self] batch in
      if listsAll { stream(batch) } else { collector.add(batch) }
    }
  }

  private func stream(_ batch: ScanBatch) {
    var lines = ""
    for file in batch.denied { lines += RefusedFile(file, closed: batch.closed, of: scan).json + "\n" }
    if !lines.isEmpty { writing.withLock { _ in Output.deliver(lines, to: nil) } }
  }

  /// Tells what was found and ends the program, once.
  func finish(signal: Int32) -> Never {
    scan.stop()
    let isFirst = isFinished.withLock { isFinished in
      defer { isFinished = true }
      return !isFinished
    }
    while !isFirst { waitForEnd() }
    let scanned = ScannedTree(
      scan, collector, named: accounts, detail: listsAll ? .counts : format == .json ? .all : .main,
      milliseconds: milliseconds, isComplete: signal == 0)
    if listsAll {
      writing.withLock { _ in _ = Output.write(scanned.verdict + "\n", to: 2) }
    } else {
      Output.deliver(format == .json ? scanned.json : scanned.text, to: nil)
    }
    Output.exit(signal == 0 ? status : 128 + signal)
  }

  private var status: Int32 {
    let tally = scan.tally
    return tally.denied + tally.deniedDirectories > 0
      ? 1 : tally.unknown > 0 || (tally.files == 0 && tally.errors > 0) ? 3 : 0
  }

  private var milliseconds: Int {
    let duration = began.duration(to: .now).components
    return Int(duration.seconds) * 1000 + Int(duration.attoseconds / 1_000_000_000_000_000)
  }

  /// Leaves the ending to the thread that came first.
  private func waitForEnd() { usleep(100_000) }
}
