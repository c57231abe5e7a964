/// The ids that a user namespace maps, as the examiner sees them: capabilities held in it count for files of these only.
///
/// The kernel's rule is capable_wrt_inode_uidgid in kernel/capability.c: owner and group must both be mapped.
public struct Reach: Sendable, Hashable {
  public var users: [ClosedRange<UInt32>]
  public var groups: [ClosedRange<UInt32>]

  public init(users: [ClosedRange<UInt32>], groups: [ClosedRange<UInt32>]) {
    self.users = users
    self.groups = groups
  }

  /// Parses uid_map and gid_map: inner id, outer id, how many; user_namespaces(7).
  init(users: String, groups: String) {
    self.init(users: Self.ranges(users), groups: Self.ranges(groups))
  }

  private static func ranges(_ text: String) -> [ClosedRange<UInt32>] {
    text.split(separator: "\n").compactMap { line in
      let numbers = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { UInt64($0) }
      guard numbers.count == 3, numbers[2] > 0, numbers[1] <= UInt64(UInt32.max) else { return nil }
      return UInt32(numbers[1])...UInt32(clamping: numbers[1] + numbers[2] - 1)
    }
  }

  /// Whether owner and group of a file are among the mapped ids.
  public func covers(_ status: FileStatus) -> Bool {
    users.contains { $0.contains(status.uid) } && groups.contains { $0.contains(status.gid) }
  }
}
