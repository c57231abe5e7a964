import Diagnostics
public import Linux
import Notation
import SystemPackage

/// The smallest change that lets an identity use a path, tried out on a model of the machine before it is told.
public struct Remedy: Sendable {
  /// Commands, one for each component that denies.
  public private(set) var commands: [String] = []
  /// What else the first of them opens.
  public private(set) var opens = ""
  /// Whether the walk is allowed once they were run.
  public private(set) var isSufficient = false
  /// Whether beyond what they open the examiner cannot look, so that more may refuse there.
  public private(set) var isPartlyUnseen = false
  /// Where the commands have to be run, if not here: the mount of what they change is read-only here.
  public private(set) var elsewhere: String?

  private let machine: any Machine
  private let identity: Identity
  private let mounts: MountTable

  /// Cures a walk that is denied: after each change it is walked again, since the next component may deny too.
  public init(_ walk: Walk, mounts: MountTable, on machine: any Machine) {
    self.machine = machine
    self.mounts = mounts
    identity = walk.identity
    var amended = AmendedMachine(machine)
    for _ in 0..<16 {
      let next = amended.walk(walk.place, as: walk.identity, for: walk.purpose, mounts: mounts)
      guard let component = next.denied, let permission = component.permission, let status = component.status else {
        isSufficient = next.isAllowed == true
        isPartlyUnseen = next.isAllowed == nil && next.end == .failed(.permissionDenied)
        return
      }
      let isLast = component.place == next.components.last?.place && !component.needed.isSubset(of: .search)
      let spot = FixLocation(component.place, mounts: mounts, on: machine)
      let cure = cure(component, permission, status, at: spot.place, isLast: isLast)
      guard let change = cure.change, !commands.contains(cure.command) else { return }
      amended.apply(change, to: component.place)
      commands.append(cure.command)
      elsewhere = elsewhere ?? spot.elsewhere
      if opens.isEmpty { opens = cure.opens }
    }
  }

  private typealias Cure = (command: String, change: AmendedMachine.Change?, opens: String)

  /// A mode bit where everybody may have it, a list entry where the file is meant to stay closed, the owner where the
  /// identity is to write.
  private func cure(
    _ component: Walk.Component, _ permission: Permission, _ status: FileStatus, at spot: Place, isLast: Bool
  ) -> Cure {
    let path = spot.reachable.shellQuoted
    switch permission.rule {
    case .immutable:
      return ("chattr -i \(path)", .unprotect, "the protection against changes that somebody set")
    case .readOnly:
      return ("", nil, "")
    case .aclMask:
      let mask = Access(rawValue: Int32((component.list?.entries.first { $0.tag == .mask })?.permissions ?? 0))
      let wanted = mask.union(permission.missing)
      return (
        "setfacl -m m::\(wanted.letters) \(path)", .mask(wanted),
        "what other entries of the list grant and the mask took away"
      )
    case .aclEntry:
      return entryCure(component, permission, path)
    case .owner:
      let bits = UInt32(permission.missing.rawValue) << 6
      return ("chmod u+\(permission.missing.letters) \(path)", .add(mode: bits), "nothing for others")
    case .group, .other, .capability:
      return permission.missing.contains(.write)
        ? writeCure(component, status, path) : readCure(component, permission, status, spot, isLast: isLast)
    }
  }

  private func entryCure(_ component: Walk.Component, _ permission: Permission, _ path: String) -> Cure {
    let named = component.list?.entries.first { entry in
      (entry.tag == .user && entry.id == identity.uid) || (entry.tag == .namedGroup && identity.isMember(of: entry.id))
    }
    let wanted = Access(rawValue: Int32(named?.permissions ?? 0)).union(permission.missing)
    return (
      "setfacl -m u:\(identity.uid):\(wanted.letters) \(path)", .grant(uid: identity.uid, wanted),
      "\(identity.shown) alone"
    )
  }

  private func readCure(
    _ component: Walk.Component, _ permission: Permission, _ status: FileStatus, _ spot: Place, isLast: Bool
  ) -> Cure {
    let path = spot.reachable.shellQuoted
    let isGroup = permission.rule == .group
    let letters = permission.missing.letters
    let change = AmendedMachine.Change.add(mode: UInt32(permission.missing.rawValue) << (isGroup ? 3 : 0))
    let shown = component.place.path.shown
    guard isLast, status.kind != .directory else {
      return (
        "chmod \(isGroup ? "g" : "o")+\(letters) \(path)", change,
        isGroup
          ? "the members of its group may pass through \(shown); its listing stays closed"
          : "every account may pass through \(shown) to what it can name; its listing stays closed"
            + (shown == "/root" ? ". What a web server serves is better kept outside root's home" : "")
      )
    }
    return (
      siblingsCommand(component, status, isGroup ? "g" : "o", letters, spot), change,
      "every account may read these files"
    )
  }

  /// Files that were copied together are usually private together: the folder's like files are cured at once, unless
  /// one of them is private by nature.
  private func siblingsCommand(
    _ component: Walk.Component, _ status: FileStatus, _ who: String, _ letters: String, _ spot: Place
  ) -> String {
    let folder = component.place.at(component.place.path.removingLastComponent())
    let secrets = PrivateByNature(machine: machine)
    let alike = Listing.of(folder, on: machine, limit: 2000).files.filter {
      $0.status.mode == status.mode && $0.status.uid == status.uid
    }
    let neighbours = alike.count { $0.relative.components.count == 1 }
    guard neighbours > 1, !alike.contains(where: { secrets.holds($0.place) }) else {
      return "chmod \(who)+\(letters) \(spot.reachable.shellQuoted)"
    }
    let base = spot.at(spot.path.removingLastComponent()).reachable.shellQuoted
    return "find \(base) -type f ! -name '.*' -uid \(status.uid) -perm \(status.octal)"
      + " -exec chmod \(who)+\(letters) {} +"
  }

  private func writeCure(_ component: Walk.Component, _ status: FileStatus, _ path: String) -> Cure {
    let user = identity.name ?? String(identity.uid)
    let owner = component.place.view == .own && identity.name != nil ? user : String(identity.uid)
    let hasFolders = Listing.of(component.place, on: machine, limit: 300).directories.contains {
      $0.status.uid == status.uid
    }
    let command =
      hasFolders
      ? "find \(path) -type d -uid \(status.uid) -exec chown \(owner.shellQuoted) {} +"
      : "chown \(owner.shellQuoted) \(path)"
    return (
      command, .own(uid: identity.uid),
      "\(user) owns \(component.place.path.shown), so it may also change its mode"
    )
  }
}
