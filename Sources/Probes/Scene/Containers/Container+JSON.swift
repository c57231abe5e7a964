import Diagnostics
import Notation
import SystemPackage

extension Container {
  /// Reads an answer of the Engine API's `GET /containers/ID/json`, or Docker's own note `config.v2.json`.
  ///
  /// Both have the members `State.Pid`, `Config.Hostname` and so on; mounts stand in `Mounts` or in `MountPoints`.
  init?(engine: String, _ value: Value, host: Value = .null) {
    guard let members = value.members, let id = (members["Id"] ?? members["ID"])?.text else { return nil }
    let config = members["Config"]?.members ?? [:]
    let pid = members["State"]?.members?["Pid"]?.number.map { Int($0) }
    let name = members["Name"]?.text ?? ""
    let settings = members["HostConfig"]?.members ?? host.members ?? [:]
    let points = members["Mounts"]?.elements ?? Array((members["MountPoints"]?.members ?? [:]).values)
    let memory = (settings["Tmpfs"]?.members ?? [:]).keys.map {
      Mount(kind: "tmpfs", source: "", target: FilePath($0), isReadOnly: false)
    }
    self.init(
      engine: engine, id: id, name: name.hasPrefix("/") ? String(name.dropFirst()) : name,
      image: config["Image"]?.text ?? members["ImageName"]?.text ?? "", pid: pid == 0 ? nil : pid,
      hostname: config["Hostname"]?.text ?? "", user: config["User"]?.text ?? "",
      mounts: points.compactMap { Self.mount($0) } + memory,
      labels: (config["Labels"]?.members ?? [:]).compactMapValues(\.text),
      isReadOnly: settings["ReadonlyRootfs"] == .bool(true), created: members["Created"]?.text ?? "")
  }

  private static func mount(_ value: Value) -> Mount? {
    guard let members = value.members, let target = (members["Destination"] ?? members["Target"])?.text else {
      return nil
    }
    let kind = members["Type"]?.text ?? "bind"
    let name = members["Name"]?.text ?? ""
    return Mount(
      kind: kind, source: name.isEmpty ? members["Source"]?.text ?? "" : name, target: FilePath(target),
      isReadOnly: members["RW"] == .bool(false))
  }
}
