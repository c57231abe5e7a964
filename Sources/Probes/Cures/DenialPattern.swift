public import Linux
import SystemPackage

/// What the files that an identity cannot use have in common: where, whose, since when, from which size on.
public struct DenialPattern: Sendable {
  /// Why they are refused, as far as it shows in all of them.
  public enum Kind: String, Sendable {
    /// A directory on the way closes everything below it.
    case closedDirectory = "closed-directory"
    /// Only files from the framework's limit for uploads in memory on: its private temporary file was moved into place.
    case temporaryFile = "temporary-file"
    /// All new files of the writer since some time.
    case umask
    /// Group-readable files whose group is the writer's own, in a directory whose group the identity has, without setgid.
    case lostGroup = "lost-group"
    /// An entry or the mask of an access list.
    case accessList = "access-list"
    /// A mount or attribute that refuses writing.
    case readOnly = "read-only"
    /// Nothing but their modes.
    case modes
  }

  public let kind: Kind
  /// The directory that closes, or the deepest directory above all the refused files.
  public let folder: Place
  /// The refused files that were looked at and fit.
  public let count: Int
  public let uid: UInt32?
  public let gid: UInt32?
  public let mode: UInt32?
  /// Newer files of this owner are refused, older ones are not: seconds since 1970.
  public let since: Int?
  /// The smallest and the largest refused one, bytes.
  public let sizes: ClosedRange<Int>?
  /// The largest readable file of the same owner that was looked at, bytes.
  public let largestReadable: Int?
  public let readable: Int
  public let example: ScannedFile?
  /// What refuses the example; for a closed directory, what refuses it.
  public let reason: String?

  /// The size from which Django spools an upload to a file, FILE_UPLOAD_MAX_MEMORY_SIZE: 2.5 MB, of the whole request.
  public static let spoolLimit = 2_621_440
  /// How much of a request may be headers of its parts.
  static let envelope = 16_384

  /// The patterns of a scan, the one with the most files first; empty where nothing is refused.
  public static func all(_ collector: DenialCollector, of scan: TreeScan) -> [DenialPattern] {
    let state = collector.now
    var patterns = state.closed.values.map { closed(in: $0.directory, files: $0.files) }
    let folder = common(Array(state.folders.keys)) ?? scan.root.path
    for (group, spread) in state.groups {
      guard let example = state.examples[group] else { continue }
      patterns.append(
        DenialPattern(
          group, spread, state.readable[group.uid], folder: scan.root.at(folder), example: example, scan: scan))
    }
    return patterns.sorted { ($0.count, $1.folder.path.string) > ($1.count, $0.folder.path.string) }
  }

  private static func closed(in directory: ClosedDirectory, files: Int) -> DenialPattern {
    DenialPattern(
      kind: .closedDirectory, folder: directory.place, count: files, uid: directory.status?.uid,
      gid: directory.status?.gid, mode: directory.status?.mode, since: nil, sizes: nil, largestReadable: nil,
      readable: 0, example: nil, reason: directory.reason)
  }

  private init(
    kind: Kind, folder: Place, count: Int, uid: UInt32?, gid: UInt32?, mode: UInt32?, since: Int?,
    sizes: ClosedRange<Int>?, largestReadable: Int?, readable: Int, example: ScannedFile?, reason: String?
  ) {
    self.kind = kind
    self.folder = folder
    self.count = count
    self.uid = uid
    self.gid = gid
    self.mode = mode
    self.since = since
    self.sizes = sizes
    self.largestReadable = largestReadable
    self.readable = readable
    self.example = example
    self.reason = reason
  }

  private init(
    _ group: DenialCollector.Group, _ spread: DenialCollector.Spread, _ readable: DenialCollector.Spread?,
    folder: Place, example: ScannedFile, scan: TreeScan
  ) {
    let isNewer = readable.map { $0.newest < spread.oldest } ?? false
    self.init(
      kind: Self.kind(group, spread, readable, isNewer: isNewer, example: example, scan: scan), folder: folder,
      count: spread.count, uid: group.uid, gid: group.gid, mode: group.mode, since: isNewer ? spread.oldest : nil,
      sizes: spread.smallest...max(spread.smallest, spread.largest), largestReadable: readable?.largest,
      readable: readable?.count ?? 0, example: example, reason: scan.reason(of: example, closed: nil))
  }

  private static func kind(
    _ group: DenialCollector.Group, _ spread: DenialCollector.Spread, _ readable: DenialCollector.Spread?,
    isNewer: Bool, example: ScannedFile, scan: TreeScan
  ) -> Kind {
    if let ruled = scan.rule(of: example) {
      if [.aclEntry, .aclMask].contains(ruled) { return .accessList }
      if [.readOnly, .immutable].contains(ruled) { return .readOnly }
    }
    guard scan.purpose == .read else { return .modes }
    if spread.smallest >= spoolLimit - envelope, let readable, readable.largest < spoolLimit, group.mode & 0o077 == 0 {
      return .temporaryFile
    }
    let folder = example.place.at(example.place.path.removingLastComponent())
    if group.mode & 0o040 != 0, let status = scan.machine.file(at: folder), status.gid != group.gid,
      scan.identity.isMember(of: status.gid), status.mode & 0o2000 == 0
    {
      return .lostGroup
    }
    return isNewer && spread.count > 1 ? .umask : .modes
  }

  /// The deepest directory above all of these.
  static func common(_ folders: [FilePath]) -> FilePath? {
    guard var common = folders.first else { return nil }
    for folder in folders.dropFirst() {
      while !folder.starts(with: common), !common.components.isEmpty { common.removeLastComponent() }
    }
    return common
  }
}
