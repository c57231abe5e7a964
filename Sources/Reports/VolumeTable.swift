import Diagnostics
import Facts
import Notation

/// The disks and mounts that were seen, one row for each mount point.
struct VolumeTable {
  /// Column titles with the fields that fill them.
  private static let fields = [
    ("Type", "type"), ("Source", "source"), ("Options", "options"), ("Size", "size"), ("Available", "available"),
    ("Inodes", "inodes"), ("Inodes free", "inodes_free"), ("State", "state"),
  ]

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
    for observation in report.observations {
      if let (point, fields) = Self.seen(observation) { merge(fields, at: point ?? observation.subject[.mount]) }
    }
    for mount in report.routes.compactMap(\.mount) { merge(mount, at: mount["point"]?.text) }
    let used = Self.fields.filter { field in mounts.values.contains { $0[field.1] != nil } }
    columns = ["Mount point"] + used.map(\.0)
    rows = order.prefix(100).map { point in
      [point] + used.map { mounts[point]?[$0.1]?.plain ?? "" }
    }
  }

  /// What an observation tells of a mount, by the names of the columns' fields; nil where it is about none.
  private static func seen(_ observation: Observation) -> (point: String?, fields: [String: Value])? {
    if observation.isOf(DiskSpace.self) { return space(observation.read) }
    if observation.isOf(DiskInodes.self) { return inodes(observation.read) }
    if observation.isOf(MountStalled.self) {
      let fields: [String: Value] = [
        "type": Value(observation[MountStalled.type]), "source": Value(observation[MountStalled.source]),
        "state": "does not answer",
      ]
      return (observation[MountStalled.point], fields)
    }
    guard observation.isOf(MountMissing.self) else { return nil }
    return (
      observation[MountMissing.point], ["source": Value(observation[MountMissing.source]), "state": "missing"]
    )
  }

  private static func space(_ observation: Observation) -> (point: String?, fields: [String: Value]) {
    let state = observation[DiskSpace.state]
    let fields = [
      "size": Value(observation[DiskSpace.total].map { shownBytes($0) }),
      "available": Value(observation[DiskSpace.available].map { shownBytes($0) }),
      "state": Value(state == .ok ? nil : state?.rawValue),
    ]
    return (observation[DiskSpace.mount], fields)
  }

  private static func inodes(_ observation: Observation) -> (point: String?, fields: [String: Value]) {
    let fields: [String: Value] = [
      "inodes": Value(observation[DiskInodes.total]), "inodes_free": Value(observation[DiskInodes.free]),
      "state": observation[DiskInodes.state] == .exhausted ? "no inodes" : .null,
    ]
    return (observation[DiskInodes.mount], fields)
  }
}
