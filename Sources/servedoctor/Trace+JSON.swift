import Diagnostics
import Linux
import Notation
import Probes
import Reports
import SystemPackage

extension Trace {
  var json: String {
    var text = JSONText()
    text.object { json in
      json.member("path", walk.place.path.shown)
      json.member("identity", value: walk.identity.value)
      json.member("for", walk.purpose.rawValue)
      json.member("allowed", isAllowed)
      json.member("denied_at", deniedAt)
      json.member("reason", reason)
      json.member("method", isAsked ? "kernel" : "computed")
      json.member("commands", remedy?.commands ?? [])
      if let confinement {
        json.member("confinement") { json in
          json.member("module", confinement.module.rawValue)
          json.member("context", confinement.context)
          json.member("enforcing", confinement.isEnforcing)
        }
      }
      if String(validating: walk.place.path.bytes, as: UTF8.self) == nil {
        json.member("path_base64", Base64.encode(walk.place.path.bytes))
      }
      json.member("components", each: Array(zip(walk.components, labels))) { json, part in
        json.value(component(part.0, part.1))
      }
    }
    return text.text + "\n"
  }

  private func component(_ component: Walk.Component, _ label: String?) -> Value {
    let status = component.status
    return [
      "path": .string(component.place.path.shown), "type": .string(status?.kind.rawValue ?? "unknown"),
      "mode": Value(status?.octal),
      "uid": Value(status.map { Int($0.uid) }), "gid": Value(status.map { Int($0.gid) }),
      "acl": Value(component.list.flatMap { $0.isExtended ? $0.shown : nil }),
      "mount": Value(component.mount?.point.shown), "mount_type": Value(component.mount?.type),
      "mount_options": Value(component.mount.map { $0.options.joined(separator: ",") }),
      "symlink_target": Value(component.linkTarget?.shown), "label": Value(label),
      "needs": .string(component.needed.letters),
      "allowed": component.permission.map { .bool($0.isAllowed) } ?? .null,
    ]
  }
}
