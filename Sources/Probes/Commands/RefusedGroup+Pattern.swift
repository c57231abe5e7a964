import Diagnostics
import Linux
import SystemPackage

extension RefusedGroup {
  /// A pattern with what to do about it.
  init(_ pattern: DenialPattern, of scan: TreeScan, named accounts: Accounts) {
    let advice = PatternAdvice(pattern, of: scan)
    self.init(kind: pattern.kind.rawValue, folder: ToldPath(pattern.folder.path), count: pattern.count)
    if pattern.kind == .closedDirectory { closedBecause = pattern.reason ?? "is closed" }
    if let uid = pattern.uid, let gid = pattern.gid { owner = FileOwner(uid: uid, gid: gid, named: accounts) }
    mode = pattern.example?.status.octal
    since = pattern.since
    readable = pattern.readable
    sizes = pattern.sizes
    largestReadable = pattern.largestReadable
    meaning = advice.meaning
    let gate = CommandGate(machine: scan.machine)
    let isRefused = advice.commands.contains { gate.refusal(of: $0) != nil }
    commands = isRefused ? [] : advice.commands
    isSufficient = advice.isSufficient && !isRefused
    elsewhere = advice.elsewhere
    lasting = advice.lasting
  }

  /// Adds what the live processes of the owner will write next.
  mutating func look(aheadOf pattern: DenialPattern, of scan: TreeScan) {
    guard scan.purpose == .read, pattern.kind != .closedDirectory, let uid = pattern.uid, uid != 0,
      let example = pattern.example
    else { return }
    let folder = example.place.at(example.place.path.removingLastComponent())
    nextUploads = Writers.nextUploads(of: uid, in: folder, for: scan.identity, on: scan.machine)
  }
}
