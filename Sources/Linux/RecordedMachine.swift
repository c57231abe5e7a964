public import SystemPackage

/// A machine made of values, for tests: files with their status, links and attributes; nothing is asked of the kernel.
public struct RecordedMachine: Machine {
  /// A recorded file.
  public struct File: Sendable {
    public var status: FileStatus
    public var contents: [UInt8]
    /// What a link says; other files with one are open descriptors in /proc, which lead to the open file itself.
    public var target: FilePath?
    public var attributes: [String: [UInt8]]

    public init(
      _ status: FileStatus, contents: [UInt8] = [], target: FilePath? = nil, attributes: [String: [UInt8]] = [:]
    ) {
      self.status = status
      self.contents = contents
      self.target = target
      self.attributes = attributes
    }
  }

  public var files = Files()
  public var spaces: [Place: Space] = [:]
  public var examiner = Identity(uid: 0, gid: 0)
  public var now = 1_800_000_000
  public var boot: Moment?
  public var stalledMounts: [Place] = []
  /// What every look at a place, or at what lies below it, fails with.
  public var failures: [Place: Errno] = [:]
  /// Files whose contents the examiner may not read.
  public var closedFiles: Set<Place> = []
  /// What may be stored in a directory and below it.
  public var limits: [Place: [Quota]] = [:]
  private var lastInode: UInt64 = 1
  private var actor: Identity?

  public init() {
    files[Place("/")] = File(FileStatus(kind: .directory, mode: 0o755))
  }

  /// Records a text file, with readable directories above it where none are recorded yet.
  public mutating func add(_ path: FilePath, text: String, mode: UInt32 = 0o644, uid: UInt32 = 0, gid: UInt32 = 0) {
    addDirectories(above: path)
    let bytes = Array(text.utf8)
    files[Place(path)] = File(
      FileStatus(kind: .regular, mode: mode, uid: uid, gid: gid, size: bytes.count, inode: newInode()),
      contents: bytes)
  }

  /// Records a directory.
  public mutating func add(directory path: FilePath, mode: UInt32 = 0o755, uid: UInt32 = 0, gid: UInt32 = 0) {
    addDirectories(above: path)
    files[Place(path)] = File(
      FileStatus(kind: .directory, mode: mode, uid: uid, gid: gid, inode: newInode()))
  }

  /// Records a symbolic link.
  public mutating func add(link path: FilePath, to target: FilePath) {
    addDirectories(above: path)
    files[Place(path)] = File(FileStatus(kind: .symlink, mode: 0o777, inode: newInode()), target: target)
  }

  /// Takes a file away, or a directory with all that lies below it.
  public mutating func remove(_ path: FilePath) {
    for (place, _) in files where place.view == .own && place.path.starts(with: path) { files[place] = nil }
  }

  private mutating func addDirectories(above path: FilePath) {
    let parent = PathBytes.parent(of: path.bytes)
    guard files[.own, parent] == nil else { return }
    let directory = FilePath(bytes: parent)
    addDirectories(above: directory)
    files[Place(directory)] = File(FileStatus(kind: .directory, mode: 0o755, inode: newInode()))
  }

  /// No two files have one inode, so that none passes for another.
  private mutating func newInode() -> UInt64 {
    lastInode += 1
    return lastInode
  }

  /// Nothing changes in a recording: no time passes.
  public func pause(milliseconds: Int) {}

  public func status(_ place: Place, followingLinks: Bool) throws(Errno) -> FileStatus {
    try file(place, followingLinks: followingLinks).status
  }

  public func names(in place: Place, limit: Int) throws(Errno) -> [FilePath.Component] {
    let (resolved, file) = try resolve(place, followingLinks: true)
    guard file.status.kind == .directory else { throw .notDirectory }
    try guardActor(place, for: .list)
    return Array(files.paths(in: resolved, view: place.view).compactMap(\.lastComponent).prefix(limit))
  }

  public func contents(_ place: Place, limit: Int, fromEnd: Bool) throws(Errno) -> [UInt8] {
    let file = try file(place, followingLinks: true)
    if file.status.kind == .directory { throw .isDirectory }
    if closedFiles.contains(place) { throw .permissionDenied }
    try guardActor(place, for: .read)
    return Array(fromEnd ? file.contents.suffix(limit) : file.contents.prefix(limit))
  }

  public func naming(_ places: [Place: Identity?]) -> any Machine { self }

  public func acting(as identity: Identity) -> any Machine {
    var copy = self
    copy.actor = identity.uid == 0 ? nil : identity
    return copy
  }

  private func guardActor(_ place: Place, for purpose: Walk.Purpose) throws(Errno) {
    guard let actor else { return }
    if walk(place, as: actor, for: purpose, mounts: MountTable([])).isAllowed == false { throw .permissionDenied }
  }

  public func linkTarget(_ place: Place) throws(Errno) -> FilePath {
    guard let target = try file(place, followingLinks: false).target else { throw .invalidArgument }
    return target
  }

  public func attribute(_ name: String, of place: Place) throws(Errno) -> [UInt8] {
    guard let value = try file(place, followingLinks: true).attributes[name] else { throw .noData }
    return value
  }

  public func space(at place: Place) throws(Errno) -> Space {
    _ = try file(place, followingLinks: true)
    guard let space = nearest(spaces, above: place) else { throw .noSuchFileOrDirectory }
    return space
  }

  public func ask(_ access: Access, to place: Place, as identity: Identity) -> Result<Void, Errno>? { nil }

  public func subvolumeQuota(at place: Place) -> Quota? {
    nearest(limits, above: place)?.first { $0.kind == .subvolume }
  }

  public func avoidingStalledMounts(of groups: [[Viewpoint]]) -> any Machine { self }

  /// Those of the nearest directory that bind the identity: its own, its group's, and the directory's project.
  public func quotas(at place: Place, on mount: Mount, as identity: Identity) -> [Quota] {
    (nearest(limits, above: place) ?? []).filter { quota in
      switch quota.kind {
      case .user: quota.id == identity.uid
      case .group: quota.id == identity.gid
      case .project: true
      case .subvolume: false
      }
    }
  }

  /// What is recorded of a place, or of the nearest directory above it.
  private func nearest<Recorded>(_ recorded: [Place: Recorded], above place: Place) -> Recorded? {
    var path = place.path
    while true {
      if let found = recorded[place.at(path)] { return found }
      guard path.removeLastComponent() else { return nil }
    }
  }

  /// Why no write test can put anything; nothing is ever put.
  public var canaryFailure = Canary.Failure(step: .identity, errno: .notSupported)

  public func putCanary(
    _ contents: [UInt8], named name: String, in folder: Place, as identity: Identity, umask: UInt32
  ) -> Result<Canary, Canary.Failure> { .failure(canaryFailure) }

  private func file(_ place: Place, followingLinks: Bool) throws(Errno) -> File {
    try resolve(place, followingLinks: followingLinks).1
  }

  /// The file at a place and the path, in bytes, at which it lies: `FilePath` takes some hundred times as long without optimisation.
  private func resolve(_ place: Place, followingLinks: Bool) throws(Errno) -> ([UInt8], File) {
    var current = PathBytes.root
    var rest = PathBytes.names(place.path)
    var links = 0
    while true {
      try fail(at: current, in: place)
      guard let file = files[place.view, current] else { throw .noSuchFileOrDirectory }
      if let target = file.target, file.status.kind == .symlink, followingLinks || !rest.isEmpty {
        links += 1
        guard links <= 40 else { throw .tooManySymbolicLinkLevels }
        current = target.isAbsolute ? PathBytes.root : PathBytes.parent(of: current)
        rest = PathBytes.names(target) + rest
      } else if !rest.isEmpty, file.status.kind != .directory {
        throw .notDirectory
      }
      guard let next = rest.first else { return (current, file) }
      rest.removeFirst()
      if next.elementsEqual("..".utf8) {
        current = PathBytes.parent(of: current)
      } else if !next.elementsEqual(".".utf8) {
        current = PathBytes.appending(next, to: current)
      }
    }
  }

  private func fail(at path: [UInt8], in place: Place) throws(Errno) {
    guard !stalledMounts.isEmpty || !failures.isEmpty else { return }
    let place = place.at(FilePath(bytes: path))
    if stalledMounts.contains(place) { throw .timedOut }
    if let failure = failures[place] { throw failure }
  }

  /// Shows a directory or a file of the machine at another place too, as a bind mount does: the same files under other paths.
  public mutating func bind(_ source: FilePath, at point: Place) {
    for (place, file) in files where place.view == .own && place.path.starts(with: source) {
      files[point.at(point.path.appending(place.path.components.dropFirst(source.components.count)))] = file
    }
  }

  /// Gives a process a file system of its own, on a device of its own: what another recording has.
  public mutating func add(_ other: RecordedMachine, as view: Viewpoint, device: UInt64) {
    for (place, var file) in other.files where place.view == .own {
      file.status.device = device
      files[Place(place.path, in: view)] = file
    }
  }
}
