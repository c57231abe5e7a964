import Diagnostics
import Notation

/// The disks and mounts that were seen, one row for each mount point.
struct VolumeTable {
  /// Column titles with the fields that fill them.
  private static let fields = [
    ("Type", "type"), ("Source", "source"), ("Options", "options"), ("Size", "size"), ("Available", "available"),
    ("Inodes", "inodes"), ("Inodes free", "inodes_free"), ("State", "state"),
  ]

  private static let kinds: Set<String> = ["disk.space", "disk.inodes", "mount.stalled", "mount.missing"]

  let columns: [String]
  let rows: [[String]]

  init(_ report: Report) {
    var order: [String] = []
    var mounts: [String: [String: Value]] = [:]
    func merge(_ fields: [String: Value], at point: String?) {
      guard let point else { return }
      if mounts[point] == nil { order.append(point) }
      mounts[point, default: [:]].merge(fields.filter { $0.value != .null }) { first, _ in first }
    }
    for observation in report.observations where Self.kinds.contains(observation.kind) {
      let data = observation.data
      merge(
        Self.fields(observation.kind, data), at: (data["mount"] ?? data["point"])?.text ?? observation.subject[.mount])
    }
    for mount in report.routes.compactMap(\.mount) { merge(mount, at: mount["point"]?.text) }
    let used = Self.fields.filter { field in mounts.values.contains { $0[field.1] != nil } }
    columns = ["Mount point"] + used.map(\.0)
    rows = order.prefix(100).map { point in
      [point] + used.map { mounts[point]?[$0.1]?.plain ?? "" }
    }
  }

  /// What an observation of one of these kinds tells of a mount, by the names of the columns' fields.
  private static func fields(_ kind: String, _ data: [String: Value]) -> [String: Value] {
    func size(_ name: String) -> Value {
      data[name]?.number.flatMap { Int(exactly: $0.rounded()) }.map { .string(shownBytes($0)) } ?? .null
    }
    switch kind {
    case "disk.space":
      let state: Value = data["state"] == "ok" ? .null : data["state"] ?? .null
      return ["size": size("total"), "available": size("available"), "state": state]
    case "disk.inodes":
      return [
        "inodes": data["total"] ?? .null, "inodes_free": data["free"] ?? .null,
        "state": data["state"] == "exhausted" ? "no inodes" : .null,
      ]
    case "mount.stalled":
      return ["type": data["type"] ?? .null, "source": data["source"] ?? .null, "state": "does not answer"]
    case "mount.missing": return ["source": data["source"] ?? .null, "state": "missing"]
    default: return [:]
    }
  }
}
