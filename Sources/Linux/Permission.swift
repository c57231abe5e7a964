/// The kernel's decision on one file, computed, and the rule that made it: generic_permission and posix_acl_permission.
public struct Permission: Sendable, Hashable {
  /// Which rule decided.
  public enum Rule: String, Sendable {
    case owner, group, other, capability
    /// A named ACL entry, the ACL mask, or the ACL's other entries.
    case aclEntry = "acl-entry"
    case aclMask = "acl-mask"
    /// The file system or the mount is read-only (EROFS).
    case readOnly = "read-only"
    /// `chattr +i` or `+a` (EPERM).
    case immutable
  }

  public let isAllowed: Bool
  public let rule: Rule
  /// What the identity lacks.
  public let missing: Access

  /// Decides whether an identity may do something with a file of this status.
  ///
  /// - Parameter isMountReadOnly: whether the file's mount or file system is read-only.
  public static func decide(
    _ wanted: Access, on status: FileStatus, list: AccessList?, as identity: Identity, isMountReadOnly: Bool = false
  ) -> Permission {
    let byMode = decideByMode(wanted, on: status, list: list, as: identity)
    let permission = byMode.isAllowed ? byMode : overridden(byMode, wanted, status, identity)
    guard permission.isAllowed, wanted.contains(.write) else { return permission }
    let isContent = [.regular, .directory, .symlink].contains(status.kind)
    if isMountReadOnly, isContent { return Permission(isAllowed: false, rule: .readOnly, missing: .write) }
    if status.isImmutable { return Permission(isAllowed: false, rule: .immutable, missing: .write) }
    return permission
  }

  private static func decideByMode(
    _ wanted: Access, on status: FileStatus, list: AccessList?, as identity: Identity
  ) -> Permission {
    func decided(_ bits: UInt32, _ rule: Rule) -> Permission {
      let missing = wanted.subtracting(Access(rawValue: Int32(bits & 7)))
      return Permission(isAllowed: missing.isEmpty, rule: rule, missing: missing)
    }
    if identity.uid == status.uid { return decided(status.mode >> 6, .owner) }
    // A list whose mask, which the group bits of the mode show, is empty is not looked at: fs/namei.c, acl_permission_check.
    if let list, list.isExtended, status.mode & 0o070 != 0 { return decideByList(list, status, identity, decided) }
    let byMode = identity.isMember(of: status.gid) ? decided(status.mode >> 3, .group) : decided(status.mode, .other)
    guard !byMode.isAllowed, let list, list.isExtended else { return byMode }
    let unmasked = AccessList(list.entries.filter { $0.tag != .mask })
    let isMasked = decideByList(unmasked, status, identity, decided).isAllowed
    return isMasked ? Permission(isAllowed: false, rule: .aclMask, missing: byMode.missing) : byMode
  }

  /// The order of acl(5): named user, then any group entry that grants, then other; the mask limits all but other.
  private static func decideByList(
    _ list: AccessList, _ status: FileStatus, _ identity: Identity, _ decided: (UInt32, Rule) -> Permission
  ) -> Permission {
    let mask = list.permissions(of: .mask) ?? 7
    func masked(_ bits: UInt32) -> Permission {
      let bare = decided(bits, .aclEntry)
      return bare.isAllowed && bits & mask != bits ? decided(bits & mask, .aclMask) : decided(bits & mask, .aclEntry)
    }
    if let entry = list.entries.first(where: { $0.tag == .user && $0.id == identity.uid }) {
      return masked(entry.permissions)
    }
    let groups = list.entries.filter { entry in
      entry.tag == .group
        ? identity.isMember(of: status.gid) : entry.tag == .namedGroup && identity.isMember(of: entry.id)
    }
    let answers = groups.map { masked($0.permissions) }
    if let granted = answers.first(where: \.isAllowed) { return granted }
    if let refused = answers.first(where: { $0.rule == .aclMask }) ?? answers.first { return refused }
    return decided(list.permissions(of: .other) ?? status.mode, .other)
  }

  /// What capabilities add: capabilities(7), DAC_OVERRIDE and DAC_READ_SEARCH.
  private static func overridden(
    _ permission: Permission, _ wanted: Access, _ status: FileStatus, _ identity: Identity
  ) -> Permission {
    let granted = Permission(isAllowed: true, rule: .capability, missing: [])
    let isDirectory = status.kind == .directory
    guard identity.reach?.covers(status) ?? true else { return permission }
    if identity.capabilities.contains(.overrideAccess),
      isDirectory || !wanted.contains(.search) || status.mode & 0o111 != 0
    {
      return granted
    }
    if identity.capabilities.contains(.readAndSearch), wanted.isSubset(of: isDirectory ? [.read, .search] : [.read]) {
      return granted
    }
    return permission
  }
}
