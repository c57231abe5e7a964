extension AccessList {
  /// The list that a mode means.
  public init(mode: UInt32) {
    self.init([
      Entry(tag: .owner, permissions: mode >> 6 & 7, id: .max),
      Entry(tag: .group, permissions: mode >> 3 & 7, id: .max),
      Entry(tag: .other, permissions: mode & 7, id: .max),
    ])
  }

  /// The value of the attribute: the inverse of `init(attribute:)`.
  public var attribute: [UInt8] {
    func bytes(_ value: UInt32, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(value >> UInt32(8 * $0) & 0xff) } }
    return bytes(2, 4)
      + entries.flatMap { bytes(UInt32($0.tag.rawValue), 2) + bytes($0.permissions, 2) + bytes($0.id, 4) }
  }

  func replacing(_ tag: Entry.Tag, by permissions: UInt32) -> AccessList {
    AccessList(entries.map { $0.tag == tag ? Entry(tag: tag, permissions: permissions, id: $0.id) : $0 })
  }

  /// What `chmod` with added bits makes of it: the group's bits are the mask's where there is one.
  func adding(mode: UInt32) -> AccessList {
    let hasMask = permissions(of: .mask) != nil
    return AccessList(
      entries.map { entry in
        let added: UInt32 =
          switch entry.tag {
          case .owner: mode >> 6 & 7
          case .mask: mode >> 3 & 7
          case .group: hasMask ? 0 : mode >> 3 & 7
          case .other: mode & 7
          case .user, .namedGroup: 0
          }
        return Entry(tag: entry.tag, permissions: entry.permissions | added, id: entry.id)
      })
  }

  /// What `setfacl -m u:UID:…` makes of it: the mask becomes the union of all it limits.
  func granting(_ access: Access, to uid: UInt32) -> AccessList {
    var entries = entries.filter { $0.tag != .mask && !($0.tag == .user && $0.id == uid) }
    entries.append(Entry(tag: .user, permissions: UInt32(access.rawValue), id: uid))
    let limited = entries.filter { [.user, .group, .namedGroup].contains($0.tag) }
    entries.append(Entry(tag: .mask, permissions: limited.reduce(0) { $0 | $1.permissions }, id: .max))
    return AccessList(entries)
  }

  /// The list and the mode that a file gets which is created with a mode in a directory with this default list: the
  /// list as it is, its owner, mask and other cut down to the mode, and no umask: acl(5), object creation.
  public func inherited(creating mode: UInt32) -> (mode: UInt32, list: AccessList) {
    let hasMask = permissions(of: .mask) != nil
    let cut = entries.map { entry -> Entry in
      let limit: UInt32 =
        switch entry.tag {
        case .owner: mode >> 6 & 7
        case .mask: mode >> 3 & 7
        case .group: hasMask ? 7 : mode >> 3 & 7
        case .other: mode & 7
        case .user, .namedGroup: 7
        }
      return Entry(tag: entry.tag, permissions: entry.permissions & limit, id: entry.id)
    }
    let list = AccessList(cut)
    let group = list.permissions(of: .mask) ?? list.permissions(of: .group) ?? 0
    return ((list.permissions(of: .owner) ?? 0) << 6 | group << 3 | (list.permissions(of: .other) ?? 0), list)
  }

  /// The list after `chmod` to exactly this mode.
  public func changed(toMode mode: UInt32) -> AccessList {
    let hasMask = permissions(of: .mask) != nil
    return AccessList(
      entries.map { entry in
        let permissions: UInt32 =
          switch entry.tag {
          case .owner: mode >> 6 & 7
          case .mask: mode >> 3 & 7
          case .group: hasMask ? entry.permissions : mode >> 3 & 7
          case .other: mode & 7
          case .user, .namedGroup: entry.permissions
          }
        return Entry(tag: entry.tag, permissions: permissions, id: entry.id)
      })
  }
}
