public import Diagnostics
public import Linux
import SystemPackage

extension ScannedTree {
  /// How much of what a scan found is told.
  public enum Detail: Sendable {
    /// The counts alone.
    case counts
    /// The largest groups, with what will be written next.
    case main
    /// Every group, as it is now.
    case all
  }

  /// What a scan has found so far.
  public init(
    _ scan: TreeScan, _ collector: DenialCollector, named accounts: Accounts, detail: Detail, milliseconds: Int,
    isComplete: Bool
  ) {
    let tally = scan.tally
    self.init(ToldPath(scan.root.path), as: IdentitySummary(scan.identity), for: scan.purpose.rawValue)
    counts = Counts(tally)
    skippedMounts = tally.skipped.map(\.shown).sorted()
    problems = tally.problems.map {
      Problem(path: $0.path.shown, error: "\($0.errno)", isSilence: $0.errno == .timedOut)
    }
    isAsked = scan.isAsking
    isExaminedByRoot = scan.machine.examiner.uid == 0
    self.milliseconds = milliseconds
    self.isComplete = isComplete
    guard detail != .counts else { return }
    samples = collector.samples.map { Sample($0, of: scan, named: accounts) }
    let patterns = DenialPattern.all(collector, of: scan)
    let told = detail == .main ? patterns.prefix(3) : patterns[...]
    furtherGroups = patterns.count - told.count
    groups = told.map { pattern in
      var group = RefusedGroup(pattern, of: scan, named: accounts)
      if detail == .main { group.look(aheadOf: pattern, of: scan) }
      return group
    }
  }
}

extension ScannedTree.Counts {
  fileprivate init(_ tally: ScanTally) {
    self.init()
    files = tally.files
    directories = tally.directories
    links = tally.links
    denied = tally.denied
    deniedDirectories = tally.deniedDirectories
    unknown = tally.unknown
    errors = tally.errors
    brokenLinks = tally.brokenLinks
    skippedMounts = tally.skippedCount
  }
}
