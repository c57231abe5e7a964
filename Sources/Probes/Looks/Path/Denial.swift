import Diagnostics
import Linux
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

  /// The command's path: reachable from the examiner's shell.
  private var path: String { component.place.reachable.shellQuoted }

  func record(as role: String, by probe: String, of subject: Subject, into recorder: Recorder) {
    let accounts = scene.accounts(component.place.view)
    let owner = accounts.name(ofUser: status.uid) ?? String(status.uid)
    let group = accounts.name(ofGroup: status.gid) ?? String(status.gid)
    let kind = component.isBehindLink ? "link-target" : isLast ? "target" : "ancestor"
    let cure = wholeCure()
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
        "opens": .string(cure.opens), "path": .string(walk.place.path.shown), "is_root": .bool(walk.identity.uid == 0),
        "other_owner": .bool(status.uid != walk.identity.uid), "in_container": .bool(isContainer),
      ])
  }

  /// The cures of every component that denies: curing the first alone would only show the next.
  private func wholeCure() -> (commands: [String], opens: String) {
    let first = cure()
    var commands = first.commands
    for component in walk.components
    where component.permission?.isAllowed == false && component.place != self.component.place {
      guard let next = Denial(walk, component, in: scene) else { continue }
      for command in next.cure().commands where !commands.contains(command) { commands.append(command) }
    }
    return (commands, first.opens)
  }

  private init?(_ walk: Walk, _ component: Walk.Component, in scene: Scene) {
    guard let permission = component.permission, let status = component.status else { return nil }
    self.walk = walk
    self.component = component
    self.permission = permission
    self.status = status
    self.scene = scene
  }

  /// The smallest change that gives this identity what it lacks at this component, and what else it opens.
  ///
  /// A mode bit where everybody may have it, an ACL entry where the file is meant to stay closed, the owner where the
  /// identity is to write.
  func cure() -> (commands: [String], opens: String) {
    switch permission.rule {
    case .immutable:
      return (["chattr -i \(path)"], "the protection against changes that somebody set")
    case .readOnly:
      return ([], "")
    case .aclEntry, .aclMask:
      return aclCure()
    case .owner:
      return (["chmod u+\(permission.missing.letters) \(path)"], "nothing for others")
    case .group, .other, .capability:
      return permission.missing.contains(.write) ? writeCure() : readCure()
    }
  }

  private func readCure() -> (commands: [String], opens: String) {
    let who = permission.rule == .group ? "g" : "o"
    let letters = permission.missing.letters
    guard isLast, status.kind != .directory else {
      return (
        ["chmod \(who)+\(letters) \(path)"],
        "every account may pass through \(component.place.path.shown) to what it can name; its listing stays closed"
      )
    }
    return (siblingsCure(who, letters), "every account may read \(isLast ? "these files" : component.place.path.shown)")
  }

  /// Files that were copied together are usually private together: the whole folder's like files are cured at once.
  private func siblingsCure(_ who: String, _ letters: String) -> [String] {
    let folder = component.place.path.removingLastComponent()
    let names = (try? scene.machine.names(in: component.place.at(folder), limit: 500)) ?? []
    let alike = names.filter { name in
      let status = try? scene.machine.status(component.place.at(folder.appending(name)), followingLinks: false)
      return status?.kind == .regular && status?.mode == self.status.mode && status?.uid == self.status.uid
    }
    guard alike.count > 1 else { return ["chmod \(who)+\(letters) \(path)"] }
    let base = component.place.at(folder).reachable.shellQuoted
    return ["find \(base) -type f -perm \(status.octal) -exec chmod \(who)+\(letters) {} +"]
  }

  private func writeCure() -> (commands: [String], opens: String) {
    let user = walk.identity.name ?? String(walk.identity.uid)
    let isNamed = component.place.view == .own && walk.identity.name != nil
    let owner = isNamed ? user : String(walk.identity.uid)
    let folders = foreignFolders()
    let command =
      folders > 0
      ? "find \(path) -type d -uid \(status.uid) -exec chown \(owner.shellQuoted) {} +"
      : "chown \(owner.shellQuoted) \(path)"
    return ([command], "\(user) owns \(component.place.path.shown), so it may also change its mode")
  }

  /// How many directories below have the same owner: uploads go into them too.
  private func foreignFolders() -> Int {
    Listing.of(component.place, on: scene.machine, limit: 300).directories.filter { $0.status.uid == status.uid }.count
  }

  private func aclCure() -> (commands: [String], opens: String) {
    let isWanted: (AccessList.Entry) -> Bool = { entry in
      (entry.tag == .user && entry.id == walk.identity.uid)
        || (entry.tag == .namedGroup && walk.identity.isMember(of: entry.id))
    }
    let named = component.list?.entries.first(where: isWanted)
    let current = named?.permissions ?? 0
    let wanted = Access(rawValue: Int32(current)).union(permission.missing)
    let entry = "u:\(walk.identity.uid):\(wanted.letters)"
    if permission.rule == .aclMask {
      let mask = Access(rawValue: Int32((component.list?.entries.first { $0.tag == .mask })?.permissions ?? 0))
      return (
        ["setfacl -m m::\(mask.union(permission.missing).letters) \(path)"],
        "what other entries of the list grant and the mask took away"
      )
    }
    return (["setfacl -m \(entry) \(path)"], "\(walk.identity.shown) alone")
  }
}
