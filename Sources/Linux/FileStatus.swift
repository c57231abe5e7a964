/// What the kernel says of a file: statx(2).
public struct FileStatus: Sendable, Hashable {
  public enum Kind: String, Sendable {
    case regular, directory, symlink, fifo, socket, device, unknown
  }

  public var kind: Kind
  /// The twelve permission bits.
  public var mode: UInt32
  public var uid: UInt32
  public var gid: UInt32
  /// Bytes.
  public var size: Int
  public var inode: UInt64
  public var device: UInt64
  /// The mount's id in mountinfo, 0 where the kernel does not tell.
  public var mount: UInt64
  /// Seconds since 1970.
  public var modified: Int
  public var changed: Int
  /// Nanoseconds of the second in which it was modified, and of that in which it changed.
  public var modifiedNanoseconds: Int
  public var changedNanoseconds: Int
  public var isImmutable: Bool
  public var isAppendOnly: Bool
  /// Space taken on the disk, bytes.
  public var allocated: Int
  public var links: Int

  public init(
    kind: Kind, mode: UInt32, uid: UInt32 = 0, gid: UInt32 = 0, size: Int = 0, inode: UInt64 = 0, device: UInt64 = 1,
    mount: UInt64 = 0, modified: Int = 0, changed: Int = 0, modifiedNanoseconds: Int = 0, changedNanoseconds: Int = 0,
    isImmutable: Bool = false, isAppendOnly: Bool = false, allocated: Int = 0, links: Int = 1
  ) {
    self.kind = kind
    self.mode = mode
    self.uid = uid
    self.gid = gid
    self.size = size
    self.inode = inode
    self.device = device
    self.mount = mount
    self.modified = modified
    self.changed = changed
    self.modifiedNanoseconds = modifiedNanoseconds
    self.changedNanoseconds = changedNanoseconds
    self.isImmutable = isImmutable
    self.isAppendOnly = isAppendOnly
    self.allocated = allocated
    self.links = links
  }

  /// The permission bits as four octal digits: `0755`.
  public var octal: String {
    let digits = String(mode & 0o7777, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// When its contents were written, and when anything of it was changed; the kernel dates both by its last tick.
  public var modifiedAt: Moment { Moment(seconds: modified, nanoseconds: modifiedNanoseconds) }
  public var changedAt: Moment { Moment(seconds: changed, nanoseconds: changedNanoseconds) }

  /// Whether two looks saw the same file: device and inode.
  public func isSame(as other: FileStatus) -> Bool { inode == other.inode && device == other.device }
}
