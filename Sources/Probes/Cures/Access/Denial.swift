import Diagnostics
import Facts
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
  private let need: PathDenied.Need

  init?(_ walk: Walk, in scene: Scene) {
    guard let component = walk.denied, let permission = component.permission, let status = component.status,
      let need = PathDenied.Need(rawValue: permission.missing.letters)
    else { return nil }
    self.need = need
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

  func record(as role: PathDenied.For, of subject: Subject, into recorder: Recorder) {
    let accounts = scene.accounts(component.place.view)
    let owner = accounts.name(ofUser: status.uid) ?? String(status.uid)
    let group = accounts.name(ofGroup: status.gid) ?? String(status.gid)
    let kind: PathDenied.At = component.isBehindLink ? .linkTarget : isLast ? .target : .ancestor
    let cure = Remedy(walk, mounts: scene.mounts(walk.place.view), on: scene.machine)
    let membership = cure.elsewhere == nil ? nil : GroupMembership(walk, in: scene)
    var what = "\(component.place.path.shown) is \(status.octal) \(owner):\(group)"
    if let list = component.list, list.isExtended { what += " with the list \(list.shown)" }
    if permission.rule == .readOnly { what += " on a read-only mount" }
    if permission.rule == .immutable { what += " and immutable (chattr +i)" }
    recorder.record(
      PathDenied(
        at: kind, by: PathDenied.By(permission.rule), component: component.place.path.shown, cure: cure.commands,
        cureSuffices: cure.isSufficient, elsewhere: cure.elsewhere, for: role, group: membership.map { Int($0.gid) },
        identity: walk.identity.shown, inContainer: isContainer, isRoot: walk.identity.uid == 0,
        join: membership?.commands ?? [], mode: status.octal, need: need,
        opens: cure.opens, otherOwner: status.uid != walk.identity.uid, owner: "\(owner):\(group)",
        path: walk.place.path.shown, uid: Int(walk.identity.uid)), of: subject,
      "\(what); \(walk.identity.shown) lacks \(permission.missing.letters)")
  }
}

extension PathDenied.By {
  init(_ rule: Permission.Rule) {
    self =
      switch rule {
      case .owner: .owner
      case .group: .group
      case .other: .other
      case .capability: .capability
      case .aclEntry: .aclEntry
      case .aclMask: .aclMask
      case .readOnly: .readOnly
      case .immutable: .immutable
      }
  }
}
