import ArgumentParser
import Diagnostics
import Linux
import Probes
import Reports
import SystemPackage

/// One call of `trace`.
struct TraceRequest: Equatable {
  var path: String
  var user: String?
  var pid: Int?
  var purpose: Walk.Purpose = .read
  var format: ListFormat = .text

  /// A call whose arguments can be told at sight; nil for one that the argument parser has to judge.
  ///
  /// The parser looks its types up by reflection, which takes longer than the whole walk.
  init?(typedAs arguments: [String]) {
    guard arguments.first == "trace" else { return nil }
    var rest = arguments.dropFirst()
    var path: String?
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else {
        guard path == nil else { return nil }
        path = word
        continue
      }
      guard let value = rest.popFirst(), !value.hasPrefix("-") else { return nil }
      switch word {
      case "--as": user = value
      case "--pid":
        guard let number = Int(value) else { return nil }
        pid = number
      case "--for":
        guard let known = Walk.Purpose(rawValue: value) else { return nil }
        purpose = known
      case "--format":
        guard let known = ListFormat(rawValue: value) else { return nil }
        format = known
      default: return nil
      }
    }
    guard let path, (user == nil) != (pid == nil) else { return nil }
    self.path = path
  }

  init(path: String, identity: IdentityOptions, purpose: Walk.Purpose, format: ListFormat) {
    self.path = path
    user = identity.user
    pid = identity.pid
    self.purpose = purpose
    self.format = format
  }

  /// Walks, prints, and returns the exit status.
  func run() throws -> Int32 {
    let live = LiveMachine()
    let subject = try IdentityOptions.subject(user: user, pid: pid, live)
    let mounts = live.mountTable(of: subject.view)
    let machine = live.withoutStalledMounts(of: [([subject.view], mounts)])
    var place = Place(try RawArguments.absolutePath(path), in: subject.view)
    // A slash at the end asks for a directory: path_resolution(7).
    if path.hasSuffix("/"), (try? machine.status(place))?.kind == .regular { place.path.append(".") }
    let walk = machine.walk(place, as: subject.identity, for: purpose, mounts: mounts)
    let traced = Trace(walk: walk, machine: machine, mounts: mounts, accounts: subject.accounts, pid: pid).told
    Output.deliver(format == .json ? traced.json : traced.text(columns: Output.columns(of: 1)), to: nil)
    return traced.isAllowed.map { $0 ? 0 : 1 } ?? 3
  }
}
