extension Machine {
  /// Who, other than root, may write a file or put another in its place: the owner of the file or of a directory above it, else
  /// whoever the modes let write it. Nil where only root can; what such a file names is named by that user.
  ///
  /// Links on the way count as well: whoever owns one decides what is read.
  public func author(of place: Place, accounts: Accounts) -> Identity? {
    let walk = walk(place, as: Identity(uid: 0, gid: 0), for: .read, mounts: MountTable([]))
    let statuses = walk.components.compactMap(\.status)
    // More than one can write: what all of them may read is what everybody may.
    if walk.components.contains(where: { component in
      component.list?.entries.contains { $0.tag == .user && $0.id != 0 && $0.permissions & 2 != 0 } == true
    }) {
      return .nobody
    }
    if let owner = statuses.reversed().first(where: { $0.uid != 0 }) {
      let user = accounts.users.first { $0.uid == owner.uid }
      let isShared = owner.kind != .symlink && owner.mode & 0o020 != 0 && owner.gid != 0 && owner.gid != user?.gid
      if isShared { return Identity(uid: Identity.nobody.uid, gid: owner.gid) }
      return user.map { accounts.identity(of: $0) } ?? Identity(uid: owner.uid, gid: owner.gid)
    }
    for status in statuses.reversed() where status.kind != .symlink {
      let isSticky = status.kind == .directory && status.mode & 0o1000 != 0
      if status.mode & 0o002 != 0, !isSticky { return .nobody }
      if status.mode & 0o020 != 0, status.gid != 0, !isSticky {
        return Identity(uid: Identity.nobody.uid, gid: status.gid)
      }
    }
    return nil
  }
}

extension Identity {
  /// Somebody of whom nothing is known: what he may do, everybody may.
  public static let nobody = Identity(uid: 65_534, gid: 65_534)
}
