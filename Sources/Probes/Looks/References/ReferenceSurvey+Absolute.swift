import Facts
import Linux
import Notation
import SystemPackage

extension ReferenceSurvey {
  /// Counts a value that is more than a key, by where it leads.
  mutating func addAbsolute(_ value: [UInt8], _ form: ReferenceForm, _ target: ReferenceTarget) async {
    var group: Absolute
    var candidates: [[UInt8]]
    switch form {
    case .url(let host, let path):
      let isOwn = hosts.contains(host) || hosts.contains(host.split(separator: ":").first.map(String.init) ?? "")
      group = Absolute(kind: .url, relation: isOwn ? .ownHost : .otherHost, origin: host)
      candidates = Self.keys(inside: PercentEncoding.decode(String(decoding: path, as: UTF8.self)), target)
    case .windows:
      let slashed = value.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
      group = Absolute(kind: .path, relation: .drive, origin: shownText(Array(value.prefix(3))))
      candidates = Self.tails(of: slashed)
    default:
      (group, candidates) = Self.rooted(value, target)
    }
    if absolute[group] == nil, absolute.count >= 40 { group.origin = "…" }
    var tally = absolute[group] ?? AbsoluteTally()
    tally.tally.add(key: value)
    if affords(), let key = await present(candidates, target) {
      tally.matching += 1
      tally.key = tally.key ?? shownText(key)
    }
    absolute[group] = tally
  }

  private func present(_ candidates: [[UInt8]], _ target: ReferenceTarget) async -> [UInt8]? {
    guard let store = target.store, target.problem == nil else { return nil }
    let safe = candidates.filter { ReferenceForm($0) == .key }
    for (key, state) in zip(safe, await store.states(of: safe)) {
      if case .present = state { return key }
    }
    return nil
  }

  /// A path from `/`: below the directory itself, below the site's prefix, or of somewhere else.
  private static func rooted(_ value: [UInt8], _ target: ReferenceTarget) -> (Absolute, [[UInt8]]) {
    let bytes = value.starts(with: "file://".utf8) ? Array(value.dropFirst(7)) : value
    if let root = target.root {
      let base = root.path.bytes + [UInt8(ascii: "/")]
      if bytes.starts(with: base) {
        return (
          Absolute(kind: .path, relation: .ownRoot, origin: root.path.shown), [Array(bytes.dropFirst(base.count))]
        )
      }
    }
    if let prefix = target.route?.prefix, prefix.utf8.count > 1, bytes.starts(with: prefix.utf8) {
      return (
        Absolute(kind: .urlPath, relation: .ownPrefix, origin: prefix), [Array(bytes.dropFirst(prefix.utf8.count))]
      )
    }
    let first = bytes.dropFirst().prefix { $0 != UInt8(ascii: "/") }
    let isDisk = Self.tops.contains(String(decoding: first, as: UTF8.self))
    let folder = isDisk ? Self.beginning(of: bytes, 3) : Self.beginning(of: bytes, 1)
    return (
      Absolute(
        kind: isDisk ? .path : .urlPath, relation: isDisk ? .otherRoot : .otherPrefix, origin: folder),
      tails(of: bytes)
    )
  }

  /// The directories that Linux and other systems have at the top of a disk.
  private static let tops: Set<String> = [
    "app", "data", "etc", "home", "mnt", "opt", "private", "root", "srv", "tmp", "usr", "var", "Users", "Volumes",
    "code", "workspace", "usr", "volume1", "volumes", "storage", "www", "site", "build",
  ]

  private static func beginning(of bytes: [UInt8], _ count: Int) -> String {
    let parts = bytes.split(separator: UInt8(ascii: "/")).dropLast().prefix(count)
    return "/" + parts.map { shownText(Array($0)) + "/" }.joined()
  }

  /// What may be the key in the path of an address: below the site's prefix, all of it, or below its first directories.
  private static func keys(inside path: [UInt8], _ target: ReferenceTarget) -> [[UInt8]] {
    if let prefix = target.route?.prefix, prefix.utf8.count > 1, path.starts(with: prefix.utf8) {
      return [Array(path.dropFirst(prefix.utf8.count))]
    }
    return tails(of: path)
  }

  /// The path without its first directories, the longest first.
  private static func tails(of path: [UInt8]) -> [[UInt8]] {
    let parts = path.split(separator: UInt8(ascii: "/"))
    return (0..<min(parts.count, 7)).map { Array(parts[$0...].joined(separator: [UInt8(ascii: "/")])) }
  }
}
