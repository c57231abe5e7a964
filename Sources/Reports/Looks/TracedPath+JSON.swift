public import Diagnostics
import Notation

extension TracedPath {
  /// The walk as one JSON object.
  public var json: String {
    var text = JSONText()
    text.object { json in
      json.member("path", path.shown)
      json.member("identity", value: identity.value)
      json.member("for", purpose)
      json.member("allowed", isAllowed)
      json.member("denied_at", deniedAt)
      json.member("reason", reason)
      json.member("method", isAsked ? "kernel" : "computed")
      json.member("commands", cure?.commands ?? [])
      if let confinement {
        json.member("confinement") { json in
          json.member("module", confinement.module)
          json.member("context", confinement.context)
          json.member("enforcing", confinement.isEnforcing)
        }
      }
      if let bytes = path.bytes { json.member("path_base64", Base64.encode(bytes)) }
      json.member("components", each: components) { json, component in json.value(component.value) }
    }
    return text.text + "\n"
  }
}

extension TracedComponent {
  fileprivate var value: Value {
    [
      "path": .string(path.shown), "type": .string(type ?? "unknown"), "mode": Value(mode),
      "uid": Value(owner?.uid), "gid": Value(owner?.gid), "acl": Value(list), "mount": Value(mount?.point.shown),
      "mount_type": Value(mount?.type), "mount_options": Value(mount.map { $0.options.joined(separator: ",") }),
      "symlink_target": Value(linkTarget), "label": Value(label), "needs": .string(needed),
      "allowed": isAllowed.map { .bool($0) } ?? .null,
    ]
  }
}
