/// Who asks: ids, groups and effective capabilities, and where they were read.
public struct Identity: Sendable, Hashable {
  public var uid: UInt32
  public var gid: UInt32
  /// Supplementary groups.
  public var groups: [UInt32]
  public var capabilities: Capabilities
  /// The account's name where one is known.
  public var name: String?
  /// For which files the capabilities count; nil for those of the examiner's own user namespace, which count for all.
  public var reach: Reach?

  public init(uid: UInt32, gid: UInt32, groups: [UInt32] = [], capabilities: Capabilities? = nil, name: String? = nil) {
    self.uid = uid
    self.gid = gid
    self.groups = groups
    self.capabilities = capabilities ?? (uid == 0 ? .all : [])
    self.name = name
  }

  /// Whether a file's group is one of this identity's.
  public func isMember(of group: UInt32) -> Bool { gid == group || groups.contains(group) }

  /// Whether it has capabilities over files that count in another user namespace, which a thread of this one cannot take.
  var hasForeignPowers: Bool { reach != nil && !capabilities.isDisjoint(with: .overFiles) }

  /// `www-data (33)`, or the number alone.
  public var shown: String { name.map { "\($0) (\(uid))" } ?? "uid \(uid)" }
}

/// Effective capabilities as a bit set: capabilities(7).
public struct Capabilities: OptionSet, Sendable, Hashable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public static let all = Capabilities(rawValue: (1 << 41) - 1)
  public static let changeOwner = Capabilities(rawValue: 1 << 0)
  public static let overrideAccess = Capabilities(rawValue: 1 << 1)
  public static let readAndSearch = Capabilities(rawValue: 1 << 2)
  public static let processTrace = Capabilities(rawValue: 1 << 19)
  public static let raiseLimits = Capabilities(rawValue: 1 << 24)

  /// The kernel's names without CAP_, in the order of their bits: linux/capability.h.
  static let names = [
    "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
    "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER",
    "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
    "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
    "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
    "CHECKPOINT_RESTORE",
  ]

  /// `CAP_CHOWN`, … for every bit that is set.
  public var shown: [String] {
    Self.names.enumerated().filter { rawValue & (1 << UInt64($0.offset)) != 0 }.map { "CAP_\($0.element)" }
  }
}
