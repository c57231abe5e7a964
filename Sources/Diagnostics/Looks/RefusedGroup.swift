/// Files that an identity cannot use and that have something in common, with what to do about them.
public struct RefusedGroup: Sendable {
  /// `closed-directory`, `umask`, `modes`, …: why they are refused.
  public let kind: String
  /// The directory that closes, or the deepest directory above all of them.
  public let folder: ToldPath
  public let count: Int
  /// What closes the directory; nil where the files themselves are refused.
  public var closedBecause: String?
  /// Whose the files are, or the directory that closes.
  public var owner: FileOwner?
  /// Four octal digits; nil for a closed directory.
  public var mode: String?
  /// Newer files of this owner are refused, older ones are not: seconds since 1970.
  public var since: Int?
  /// How many files of the owner were looked at and can be used.
  public var readable = 0
  /// The smallest and the largest refused one, bytes.
  public var sizes: ClosedRange<Int>?
  /// The largest file of the same owner that can be used, bytes.
  public var largestReadable: Int?
  /// What the files have in common beyond owner and mode.
  public var meaning = ""
  public var commands: [String] = []
  /// Whether an example can be used once the commands were run.
  public var isSufficient = false
  /// Where the commands have to be run, if not here.
  public var elsewhere: String?
  /// What keeps the next files from being the same.
  public var lasting: String?
  /// What the next uploads of the owner's processes will be.
  public var nextUploads: [String] = []

  public init(kind: String, folder: ToldPath, count: Int) {
    self.kind = kind
    self.folder = folder
    self.count = count
  }
}
