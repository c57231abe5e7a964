import Diagnostics
import Linux
import Notation
import SystemPackage

/// A denied walk as an observation: what denies whom where, and the smallest change that lets them through.
struct Denial {
  let walk: Walk
  let component: Walk.Component
  let permission: Permission
  let status: FileStatus
  let scene: Scene

  init?(_ walk: Walk, in scene: Scene) {
    guard let component = walk.denied, let permission = component.permission, let status = component.status else {
      return nil
    }
    self.walk = walk
    self.component = component
    self.permission = permission
    self.status = status
    self.scene = scene
  }

  private var isLast: Bool {
    component.place == walk.components.last?.place && !component.needed.isSubset(of: .search)
  }

  private var isContainer: Bool { component.place.view != .own || HostSummary.container(scene.machine) != "none" }

  func record(as role: String, by probe: String, of subject: Subject, into recorder: Recorder) {
    let accounts = scene.accounts(component.place.view)
    let owner = accounts.name(ofUser: status.uid) ?? String(status.uid)
    let group = accounts.name(ofGroup: status.gid) ?? String(status.gid)
    let kind = component.isBehindLink ? "link-target" : isLast ? "target" : "ancestor"
    let cure = Remedy(walk, mounts: scene.mounts(walk.place.view), on: scene.machine)
    let membership = cure.elsewhere == nil ? nil : GroupMembership(walk, in: scene)
    var what = "\(component.place.path.shown) is \(status.octal) \(owner):\(group)"
    if let list = component.list, list.isExtended { what += " with the list \(list.shown)" }
    if permission.rule == .readOnly { what += " on a read-only mount" }
    if permission.rule == .immutable { what += " and immutable (chattr +i)" }
    recorder.record(
      "path.denied", by: probe, of: subject, "\(what); \(walk.identity.shown) lacks \(permission.missing.letters)",
      [
        "at": .string(kind), "need": .string(permission.missing.letters), "for": .string(role),
        "by": .string(permission.rule.rawValue),
        "component": .string(component.place.path.shown), "mode": .string(status.octal),
        "owner": .string("\(owner):\(group)"),
        "identity": .string(walk.identity.shown), "uid": .int(Int(walk.identity.uid)), "cure": Value(cure.commands),
        "cure_suffices": .bool(cure.isSufficient),
        "elsewhere": Value(cure.elsewhere), "join": Value(membership?.commands ?? []),
        "group": Value(membership.map { Int($0.gid) }), "opens": .string(cure.opens),
        "path": .string(walk.place.path.shown), "is_root": .bool(walk.identity.uid == 0),
        "other_owner": .bool(status.uid != walk.identity.uid), "in_container": .bool(isContainer),
      ])
  }
}
