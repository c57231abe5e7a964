public import SystemPackage

/// A process as /proc shows it.
public struct RunningProcess: Sendable, Hashable {
  public let pid: Int
  public let parent: Int
  /// The command's name, at most 15 characters.
  public let name: String
  public let identity: Identity
  /// Octal digits; nil where the kernel does not tell.
  public let umask: UInt32?
  public let arguments: [String]
  /// Seconds since 1970.
  public let started: Int
  /// The latest moment at which it can have started: what is dated later came after it.
  public let startedBy: Moment
  /// What the PID is in each of its PID namespaces, the outermost first.
  public let namespacePIDs: [Int]
  /// The mount namespace's inode; nil where it is not ours to see.
  public let mountNamespace: String?
  public let networkNamespace: String?
  public let userNamespace: String?
  /// Its root directory as seen from ours.
  public let root: FilePath?
  public let workingDirectory: FilePath?
  public let executable: FilePath?

  /// The viewpoint of this process: `.own` where it sees what the examiner sees.
  public let view: Viewpoint
}

extension Machine {
  /// The ids of all processes that can be seen, ascending.
  public func processIDs() -> [Int] {
    ((try? names(in: Place("/proc"), limit: 100_000)) ?? []).compactMap { Int($0.string) }.sorted()
  }

  /// All processes that can be seen, by their ids; those that end meanwhile are left out.
  public func processes() -> [RunningProcess] {
    let own = OwnView(self)
    return processIDs().compactMap { process($0, own) }
  }

  /// One process; nil where it is gone.
  public func process(_ pid: Int) -> RunningProcess? { process(pid, OwnView(self)) }

  private func process(_ pid: Int, _ own: OwnView) -> RunningProcess? {
    guard let status = proc("\(pid)/status").map(statusFields), let name = status["Name"] else { return nil }
    let uids = numbers(status["Uid"])
    let gids = numbers(status["Gid"])
    guard uids.count == 4, gids.count == 4 else { return nil }
    let capabilities = status["CapEff"].flatMap { UInt64($0, radix: 16) }.map { Capabilities(rawValue: $0) }
    let namespace = procLink("\(pid)/ns/mnt")?.string
    let root = procLink("\(pid)/root")
    let isOurs = namespace == nil || (namespace == own.mountNamespace && root == own.root)
    let userNamespace = procLink("\(pid)/ns/user")?.string
    var identity = Identity(
      uid: uids[3], gid: gids[3], groups: numbers(status["Groups"]), capabilities: capabilities ?? [])
    identity.reach = userNamespace.flatMap { reach(of: pid, in: $0) }
    let start = start(pid, own.boot)
    return RunningProcess(
      pid: pid, parent: status["PPid"].flatMap { Int($0) } ?? 0, name: name, identity: identity,
      umask: status["Umask"].flatMap { UInt32($0, radix: 8) }, arguments: arguments(of: pid),
      started: start?.earliest.seconds ?? 0, startedBy: start?.latest ?? Moment(seconds: 0),
      namespacePIDs: numbers(status["NSpid"]).map(Int.init),
      mountNamespace: namespace,
      networkNamespace: procLink("\(pid)/ns/net")?.string, userNamespace: userNamespace,
      root: root, workingDirectory: procLink("\(pid)/cwd"), executable: procLink("\(pid)/exe"),
      view: isOurs ? .own : .process(pid))
  }

  /// The ids of a user namespace that is not the examiner's.
  private func reach(of pid: Int, in namespace: String) -> Reach? {
    guard let own = procLink("self/ns/user")?.string, own != namespace else { return nil }
    return Reach(users: proc("\(pid)/uid_map") ?? "", groups: proc("\(pid)/gid_map") ?? "")
  }

  /// A process's environment; nil where it is not ours to read.
  public func environment(of pid: Int) -> [String: String]? {
    guard let bytes = bytes(of: Place(FilePath("/proc/\(pid)/environ")), limit: 1 << 20) else { return nil }
    var environment: [String: String] = [:]
    for entry in bytes.split(separator: 0) {
      let parts = entry.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      environment[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[1], as: UTF8.self)
    }
    return environment
  }

  /// The files a process holds open: descriptor and what its link says, `(deleted)` included.
  public func descriptors(of pid: Int) -> [(number: Int, target: String)] {
    let folder = Place(FilePath("/proc/\(pid)/fd"))
    return ((try? names(in: folder, limit: 4096)) ?? []).compactMap { name in
      guard let number = Int(name.string), let target = try? linkTarget(folder.appending(name.string)) else {
        return nil
      }
      return (number, target.shown)
    }.sorted { $0.number < $1.number }
  }

  private func arguments(of pid: Int) -> [String] {
    guard let line = proc("\(pid)/cmdline") else { return [] }
    var parts = line.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    while parts.last?.isEmpty == true { parts.removeLast() }
    return parts
  }

  /// Field 22 of stat: whole ticks of 1/100 s since boot (proc_pid_stat(5)), so that the start lies within one of them.
  private func start(_ pid: Int, _ boot: (earliest: Moment, latest: Moment)) -> (earliest: Moment, latest: Moment)? {
    guard let line = proc("\(pid)/stat"), let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let ticks = Int(fields[19]) else { return nil }
    return (
      boot.earliest.adding(nanoseconds: ticks * Self.tick), boot.latest.adding(nanoseconds: (ticks + 1) * Self.tick)
    )
  }

  /// Nanoseconds of a tick.
  private static var tick: Int { 10_000_000 }

  /// The moments between which the machine started; /proc/stat leaves the fraction of its second out.
  fileprivate var bootSpan: (earliest: Moment, latest: Moment) {
    if let boot { return (boot, boot) }
    let line = proc("stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
    let seconds = line.flatMap { Int($0.dropFirst(6)) } ?? 0
    return (Moment(seconds: seconds), Moment(seconds: seconds + 1))
  }
}

/// What every process is compared with: the examiner's own namespace and root, and when the machine started.
private struct OwnView {
  let mountNamespace: String?
  let root: FilePath?
  let boot: (earliest: Moment, latest: Moment)

  init(_ machine: some Machine) {
    mountNamespace = machine.procLink("self/ns/mnt")?.string
    root = machine.procLink("self/root")
    boot = machine.bootSpan
  }
}

private func statusFields(_ text: String) -> [String: String] {
  var fields: [String: String] = [:]
  for line in text.split(separator: "\n") {
    guard let colon = line.firstIndex(of: ":") else { continue }
    fields[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
  }
  return fields
}

private func numbers(_ text: String?) -> [UInt32] {
  (text ?? "").split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { UInt32($0) }
}
