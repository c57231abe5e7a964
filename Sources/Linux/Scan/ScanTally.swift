public import SystemPackage

/// What a scan counted so far.
public struct ScanTally: Sendable {
  /// Regular files, those among them that a link from the tree leads to.
  public internal(set) var files = 0
  public internal(set) var directories = 0
  /// Symbolic links that lead to regular files, inside the tree or outside of it.
  public internal(set) var links = 0
  /// Files that the identity cannot use.
  public internal(set) var denied = 0
  /// Directories that the identity cannot pass or, for writing, not create files in.
  public internal(set) var deniedDirectories = 0
  /// Files, directories and mounts of which the examiner cannot know.
  public internal(set) var unknown = 0
  /// Looks that failed for another reason than access.
  public internal(set) var errors = 0
  /// Links that lead nowhere or in a circle.
  public internal(set) var brokenLinks = 0
  /// Mounts of the kernel's own making, like /proc, that hold no files to serve.
  public internal(set) var skippedCount = 0
  /// Where some of them are.
  public internal(set) var skipped: [FilePath] = []
  /// Some of the places behind `unknown` and `errors`, with the kernel's word on each.
  public internal(set) var problems: [Problem] = []

  public struct Problem: Sendable {
    public let path: FilePath
    public let errno: Errno
  }

  static let problemsKept = 8

  mutating func add(_ other: ScanTally) {
    files += other.files
    directories += other.directories
    links += other.links
    denied += other.denied
    deniedDirectories += other.deniedDirectories
    unknown += other.unknown
    errors += other.errors
    brokenLinks += other.brokenLinks
    skippedCount += other.skippedCount
    skipped += other.skipped.prefix(max(0, Self.problemsKept - skipped.count))
    problems += other.problems.prefix(max(0, Self.problemsKept - problems.count))
  }

  /// Counts a look that failed: what is not the examiner's to see is unknown, anything else an error.
  mutating func note(_ problem: Errno, at path: [UInt8]) {
    if [.permissionDenied, .notPermitted, .timedOut].contains(problem) { unknown += 1 } else { errors += 1 }
    if problems.count < Self.problemsKept { problems.append(Problem(path: FilePath(bytes: path), errno: problem)) }
  }
}
