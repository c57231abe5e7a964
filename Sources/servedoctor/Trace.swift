import Diagnostics
import Linux
import Reports
import SystemPackage

/// A walk as the `trace` command tells it.
struct Trace {
  let walk: Walk
  private let accounts: Accounts
  /// The kernel's own answer, where it could be asked.
  private let asked: Result<Void, Errno>?

  init(walk: Walk, machine: any Machine) {
    self.walk = walk
    accounts = Accounts(machine, in: walk.place.view)
    let access: Access? =
      switch (walk.purpose, walk.last?.status?.kind) {
      case (_, nil): nil
      case (.read, .directory?): .search
      case (.read, _), (.list, _): .read
      case (.write, .directory?): [.write, .search]
      case (.write, _): .write
      }
    asked = access.flatMap { machine.ask($0, to: walk.place, as: walk.identity) }
  }

  /// The kernel's answer where it was asked, else the computed one; nil where neither is known.
  var isAllowed: Bool? {
    switch asked {
    case .success?: true
    case .failure(let errno)?:
      [.permissionDenied, .notPermitted, .readOnlyFileSystem].contains(errno) ? false : walk.isAllowed
    case nil: isMissing ? false : walk.isAllowed
    }
  }

  private var isMissing: Bool {
    if case .failed(let errno) = walk.end {
      return [.noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels].contains(errno)
    }
    return false
  }

  private var deniedAt: String? {
    if let denied = walk.denied { return denied.place.path.shown }
    guard isAllowed == false else { return nil }
    return (isMissing ? walk.place : walk.last?.place ?? walk.place).path.shown
  }

  private var reason: String? {
    if let refusal = walk.denied?.refusal { return refusal }
    if case .failed(let errno) = walk.end {
      if errno == .permissionDenied {
        return "you may not look beyond \(walk.last?.place.path.shown ?? "/"); run as root to know"
      }
      return "\(walk.place.path.shown): \(errno)"
    }
    if isAllowed == false {
      return Walk.disagreement
    }
    return nil
  }

  var json: String {
    var text = JSONText()
    text.object { json in
      json.member("path", walk.place.path.shown)
      json.member("identity", value: walk.identity.value)
      json.member("for", walk.purpose.rawValue)
      json.member("allowed", isAllowed)
      json.member("denied_at", deniedAt)
      json.member("reason", reason)
      json.member("method", asked == nil ? "computed" : "kernel")
      if String(validating: walk.place.path.bytes, as: UTF8.self) == nil {
        json.member("path_base64", base64(walk.place.path.bytes))
      }
      json.member("components", each: walk.components) { json, part in json.value(component(part)) }
    }
    return text.text + "\n"
  }

  private func component(_ component: Walk.Component) -> Value {
    let status = component.status
    return [
      "path": .string(component.place.path.shown), "type": .string(status?.kind.rawValue ?? "unknown"),
      "mode": Value(status?.octal),
      "uid": Value(status.map { Int($0.uid) }), "gid": Value(status.map { Int($0.gid) }),
      "acl": Value(component.list.flatMap { $0.isExtended ? $0.shown : nil }),
      "mount": Value(component.mount?.point.shown),
      "symlink_target": Value(component.linkTarget?.shown),
      "allowed": component.permission.map { .bool($0.isAllowed) } ?? .null,
    ]
  }

  /// A table of the namei kind; the component that denies is marked.
  var text: String {
    var rows = walk.components.map(row)
    if case .failed(let errno) = walk.end, walk.denied == nil {
      rows.append(["  ", "?", "", "", "", "\(walk.place.path.shown): \(errno)"])
    }
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: " ") + " " + row[5]
    }
    let verdict = isAllowed.map { $0 ? "allowed" : "denied" } ?? "unknown"
    let why = reason.map { ": \($0)" } ?? ""
    let at = isAllowed == false ? deniedAt.map { " at \(Foreign.harmless($0))" } ?? "" : ""
    return lines.joined(separator: "\n")
      + "\n\(verdict) for \(walk.identity.shown) to \(walk.purpose.rawValue)\(at)\(Foreign.harmless(why))\n"
  }

  private func row(_ component: Walk.Component) -> [String] {
    let isDenied = component.permission?.isAllowed == false
    let status = component.status
    let mark = component.permission == nil ? "?" : isDenied ? "no" : "ok"
    let owner = status.map { accounts.name(ofUser: $0.uid) ?? String($0.uid) } ?? "?"
    let group = status.map { accounts.name(ofGroup: $0.gid) ?? String($0.gid) } ?? "?"
    let list = component.list?.isExtended == true ? "+" : ""
    var path = Foreign.harmless(component.place.path.shown)
    if let target = component.linkTarget { path += " -> \(Foreign.harmless(target.shown))" }
    if let mount = component.mount, mount.point == component.place.path, mount.point != "/" {
      path += "  (mount: \(mount.type))"
    }
    if isDenied { path += "  <- lacks \(component.permission?.missing.letters ?? "")" }
    return [mark, (status?.octal ?? "????") + list, owner, group, component.needed.letters, path]
  }
}
