extension Permission {
  /// Why it refuses, in words: `needs x: mode 0700, owner 1000:1000, identity is other`; nil where it allows.
  public func refusal(of status: FileStatus, list: AccessList?, mount: Mount?) -> String? {
    guard !isAllowed else { return nil }
    let why: String =
      switch rule {
      case .owner, .group, .other: "identity is \(rule.rawValue)"
      case .aclEntry: "an entry of the access list decides: \(list?.shown ?? "")"
      case .aclMask: "the mask of the access list takes it away: \(list?.shown ?? "")"
      case .readOnly: "the mount at \(mount?.point.shown ?? "?") is read-only"
      case .immutable: "the file is immutable (chattr +i)"
      case .capability: "no capability helps"
      }
    return "needs \(missing.letters): mode \(status.octal), owner \(status.uid):\(status.gid), \(why)"
  }
}

extension Walk.Component {
  /// Why this component denies, in words; nil where it does not.
  public var refusal: String? {
    status.flatMap { permission?.refusal(of: $0, list: list, mount: mount) }
  }
}
