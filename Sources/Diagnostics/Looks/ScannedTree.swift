/// What a scan of all files below a directory found for one identity, ready to be told.
public struct ScannedTree: Sendable {
  /// How many there were of what.
  public struct Counts: Sendable {
    public var files = 0
    public var directories = 0
    /// Links that lead to regular files.
    public var links = 0
    public var denied = 0
    /// Directories that cannot be passed or, for writing, take no new files.
    public var deniedDirectories = 0
    /// Places of which the examiner cannot know.
    public var unknown = 0
    /// Looks that failed for another reason than access.
    public var errors = 0
    /// Links that lead nowhere or in a circle.
    public var brokenLinks = 0
    /// Mounts of the kernel's own making.
    public var skippedMounts = 0

    public init() {}
  }

  /// A place that could not be looked into, with the kernel's word on it.
  public struct Problem: Sendable {
    public let path: String
    public let error: String
    /// Whether it does not answer, and so would not answer root either.
    public let isSilence: Bool

    public init(path: String, error: String, isSilence: Bool) {
      self.path = path
      self.error = error
      self.isSilence = isSilence
    }
  }

  /// One of the newest refused files.
  public struct Sample: Sendable {
    public let file: RefusedFile
    /// Its path below the directory that was scanned.
    public let name: String
    public let owner: FileOwner
    /// Bytes.
    public let size: Int
    /// Seconds since 1970.
    public let modified: Int

    public init(file: RefusedFile, name: String, owner: FileOwner, size: Int, modified: Int) {
      self.file = file
      self.name = name
      self.owner = owner
      self.size = size
      self.modified = modified
    }
  }

  public let root: ToldPath
  public let identity: IdentitySummary
  /// `read` or `write`.
  public let purpose: String
  public var counts = Counts()
  /// Where some of the mounts are that were left out, sorted.
  public var skippedMounts: [String] = []
  public var problems: [Problem] = []
  /// The largest group first.
  public var groups: [RefusedGroup] = []
  /// How many groups there are beyond these.
  public var furtherGroups = 0
  public var samples: [Sample] = []
  /// Whether the kernel was asked; else the answers are computed.
  public var isAsked = false
  /// Whether root asked, to whom nothing is closed.
  public var isExaminedByRoot = false
  /// Whether the whole tree was seen.
  public var isComplete = true
  public var milliseconds = 0

  public init(_ root: ToldPath, as identity: IdentitySummary, for purpose: String) {
    self.root = root
    self.identity = identity
    self.purpose = purpose
  }
}
