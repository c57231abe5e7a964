import Diagnostics
import Linux
import Notation
import SystemPackage

/// The containers that engines have written down on this machine's disk.
struct EngineNotes {
  let machine: any Machine

  func containers() -> [Container] { docker() + podman() }

  private func value(_ path: FilePath) -> Value? {
    guard let text = machine.text(Place(path), limit: 1 << 19) else { return nil }
    return (try? YAMLSource.documents(text: text, file: path.shown))?.first?.value
  }

  /// `/var/lib/docker/containers/ID/config.v2.json` and `hostconfig.json`.
  private func docker() -> [Container] {
    let folder = FilePath("/var/lib/docker/containers")
    return (machine.entries(of: Place(folder), limit: 200) ?? []).compactMap { id in
      let place = folder.appending(id)
      guard let value = value(place.appending("config.v2.json")) else { return nil }
      return Container(engine: "docker", value, host: self.value(place.appending("hostconfig.json")) ?? .null)
    }
  }

  /// Podman's list of names; the rest of a container it knows by its OCI bundle.
  private func podman() -> [Container] {
    let folder = FilePath("/var/lib/containers/storage/overlay-containers")
    return (value(folder.appending("containers.json"))?.elements ?? []).prefix(200).compactMap { entry in
      guard let id = entry.members?["id"]?.text else { return nil }
      let data = folder.appending(id).appending("userdata")
      guard let spec = value(data.appending("config.json"))?.members else { return nil }
      let pid = machine.text(
        Place(FilePath("/run/containers/storage/overlay-containers/\(id)/userdata/pidfile")), limit: 32)
      let process = spec["process"]?.members ?? [:]
      let user = process["user"]?.members?["uid"]?.plain ?? ""
      return Container(
        engine: "podman", id: id, name: entry.members?["names"]?.elements.first?.text ?? String(id.prefix(12)),
        image: "", pid: pid.flatMap { Int($0.filter(\.isNumber)) }, hostname: spec["hostname"]?.text ?? "", user: user,
        mounts: mounts(spec["mounts"]?.elements ?? []),
        labels: (spec["annotations"]?.members ?? [:]).compactMapValues(\.text),
        isReadOnly: spec["root"]?.members?["readonly"] == .bool(true), created: "")
    }
  }

  private func mounts(_ values: [Value]) -> [Container.Mount] {
    values.compactMap { value in
      guard let members = value.members, let target = members["destination"]?.text, let type = members["type"]?.text,
        ["bind", "tmpfs"].contains(type), !target.hasPrefix("/proc"), !target.hasPrefix("/dev"),
        !target.hasPrefix("/sys")
      else { return nil }
      let source = members["source"]?.text ?? ""
      let parts = source.split(separator: "/").map(String.init)
      let volume = parts.last == "_data" && parts.count > 1 ? parts[parts.count - 2] : nil
      return Container.Mount(
        kind: volume == nil ? type : "volume", source: volume ?? source, target: FilePath(target),
        isReadOnly: members["options"]?.elements.contains(.string("ro")) == true)
    }
  }
}
