import Notation

/// A directory of a route as one report saw it: an observation of kind `root.seen`.
struct SeenRoot: Sendable {
  let observation: Observation
  /// The report's name among those that are merged.
  let host: String
  let data: [String: Value]

  init?(_ observation: Observation, host: String) {
    guard observation.kind == "root.seen" else { return nil }
    self.observation = observation
    self.host = host
    data = observation.data
  }

  private func text(_ name: String) -> String? { data[name]?.text }
  private func number(_ name: String) -> Int? { data[name]?.number.map { Int($0) } }

  var isWriter: Bool { text("side") == "writer" }
  var path: String { text("path") ?? "" }
  var prefix: String { text("prefix") ?? "/" }
  var kind: String { text("kind") ?? "unknown" }
  var isPresent: Bool { text("state") != "absent" }
  var isInContainer: Bool { text("container") != "none" }
  /// Whether a process is known that writes or reads there.
  var hasProcess: Bool { text("program") != nil }
  var program: String? { text("program") }
  var setting: String? { text("setting") }
  var uid: Int? { number("uid") }
  var gids: Set<Int> { Set((data["gids"]?.elements ?? []).compactMap(\.number).map { Int($0) }) }
  /// When the report's machine looked, by its own clock.
  var now: Int { number("now") ?? Int.max }
  var isComplete: Bool { data["is_complete"] == .bool(true) }
  var newest: [SeenFile] { (data["newest"]?.elements ?? []).compactMap(\.text).compactMap { SeenFile($0) } }
  /// What is mounted there: `volume shop_media`, `/media of /dev/sda1`, `the container's layer`.
  var volume: String { text("volume") ?? "" }
  var isMounted: Bool { text("point").map { $0 != "/" } ?? false }
  var point: String { text("point") ?? "/" }
  /// `8:1 /volumes/x/_data`: which directory of which device is mounted there.
  var mounted: String { "\(text("mount_device") ?? "?") \(text("mount_root") ?? "?")" }
  var isNetwork: Bool { text("type").map { $0.hasPrefix("nfs") || ["cifs", "ceph", "9p"].contains($0) } ?? false }

  /// Whether both reports are of one running kernel, so that its numbers can be compared.
  func isOnKernel(of other: SeenRoot) -> Bool {
    guard let own = text("boot"), let others = other.text("boot") else { return false }
    return own == others
  }

  /// Whether two roots are one directory; nil where that cannot be told.
  func isSame(as other: SeenRoot) -> Bool? {
    guard isPresent, other.isPresent else { return false }
    if isOnKernel(of: other) { return text("inode") == other.text("inode") && text("device") == other.text("device") }
    if isNetwork, other.isNetwork, text("source") == other.text("source"), text("source") != nil,
      text("mount_root") == other.text("mount_root")
    {
      return true
    }
    if let gone = lacking(from: other) { return gone.isEmpty ? nil : false }
    return nil
  }

  /// The newest files of another root that are surely not in this one; nil where its list cannot tell.
  func lacking(from other: SeenRoot) -> [SeenFile]? {
    guard isPresent else { return other.newest }
    let own = newest
    let oldest = own.map(\.modified).min() ?? Int.max
    let decisive = other.newest.filter { $0.modified < now - 1 && (isComplete || $0.modified > oldest) }
    guard !decisive.isEmpty else { return other.newest.isEmpty || !isComplete ? nil : [] }
    return decisive.filter { file in !own.contains { $0.isSame(as: file) } }
  }
}
