/// What one user, group, project or subvolume may store on a file system, and has stored: quotactl(2).
public struct Quota: Sendable, Hashable {
  public enum Kind: String, Sendable {
    case user, group, project, subvolume
  }

  /// Bytes or files. A limit of 0 is none.
  public struct Amount: Sendable, Hashable {
    public var used: Int
    public var soft: Int
    public var hard: Int
    /// When the soft limit begins to refuse, in seconds since 1970; 0 while it is not passed.
    public var graceEnds: Int

    public init(used: Int, soft: Int = 0, hard: Int, graceEnds: Int = 0) {
      self.used = used
      self.soft = soft
      self.hard = hard
      self.graceEnds = graceEnds
    }

    public var isLimited: Bool { soft > 0 || hard > 0 }

    /// Whether no more of this size is taken: the hard limit always refuses, the soft one after its grace.
    public func refuses(_ more: Int, now: Int) -> Bool {
      (hard > 0 && used + more > hard) || (soft > 0 && used > soft && graceEnds > 0 && now >= graceEnds)
    }

    /// The limit that is met first.
    public func limit(now: Int) -> Int {
      let isSoftDue = soft > 0 && used > soft && graceEnds > 0 && now >= graceEnds
      return isSoftDue || hard == 0 ? soft : hard
    }
  }

  public let kind: Kind
  /// The uid, gid or project; 0 for a subvolume, which has no number here.
  public let id: UInt32
  public var space: Amount
  public var files: Amount
  /// Whether a writer with CAP_SYS_RESOURCE is bound too: on XFS, where only id 0 is free, and on btrfs.
  public let bindsRoot: Bool

  public init(kind: Kind, id: UInt32, space: Amount, files: Amount = Amount(used: 0, hard: 0), bindsRoot: Bool) {
    self.kind = kind
    self.id = id
    self.space = space
    self.files = files
    self.bindsRoot = bindsRoot
  }
}
