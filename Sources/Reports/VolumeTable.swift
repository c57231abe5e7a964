import Diagnostics

/// The disks and mounts that were seen, one row for each mount point.
struct VolumeTable {
  /// Column titles with the fields that fill them, the first that is known.
  private static let fields: [(title: String, names: [String])] = [
    ("Type", ["type", "fstype", "filesystem"]), ("Source", ["source", "device"]),
    ("Options", ["options"]), ("Size", ["size", "size_bytes", "total_bytes", "total"]),
    ("Free", ["available", "available_bytes", "free", "free_bytes"]),
    ("Inodes", ["inodes", "inodes_total"]), ("Inodes free", ["inodes_free"]),
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
    for observation in report.observations where Self.concernsVolume(observation) {
      let data = observation.data
      merge(data, at: (data["mount"] ?? data["point"])?.text ?? observation.subject[.mount])
    }
    for mount in report.routes.compactMap(\.mount) { merge(mount, at: (mount["point"] ?? mount["mount"])?.text) }
    let used = Self.fields.filter { field in mounts.values.contains { Self.cell($0, field.names) != nil } }
    columns = ["Mount point"] + used.map(\.title)
    rows = order.prefix(100).map { point in
      [point] + used.map { field in Self.cell(mounts[point] ?? [:], field.names) ?? "" }
    }
  }

  private static func concernsVolume(_ observation: Observation) -> Bool {
    observation.probe == "disk" || observation.probe == "mounts" || observation.kind.hasPrefix("disk.")
      || observation.kind.hasPrefix("mount.")
  }

  private static func cell(_ fields: [String: Value], _ names: [String]) -> String? {
    guard let name = names.first(where: { fields[$0] != nil }), let value = fields[name] else { return nil }
    let isSize = ["size", "free", "available", "total"].contains { name.hasPrefix($0) }
    return isSize ? value.number.map(bytes) ?? value.plain : value.plain
  }

  /// `8.6 GB`, in powers of 1000.
  static func bytes(_ number: Double) -> String {
    guard number >= 1000 else { return JSONText.number(number, keepsFraction: false) + " B" }
    var (rest, units) = (number / 1000, ["kB", "MB", "GB", "TB", "PB"][...])
    while rest >= 999.95, units.count > 1 {
      rest /= 1000
      units = units.dropFirst()
    }
    return JSONText.number((rest * 10).rounded() / 10, keepsFraction: false) + " " + (units.first ?? "")
  }
}
