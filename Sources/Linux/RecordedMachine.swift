public import SystemPackage

/// A machine made of values, for tests: files with their status, links and attributes; nothing is asked of the kernel.
public struct RecordedMachine: Machine {
  /// A recorded file.
  public struct File: Sendable {
    public var status: FileStatus
    public var contents: [UInt8]
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

  public var files: [Place: File] = [:]
  public var spaces: [Place: Space] = [:]
  public var examiner = Identity(uid: 0, gid: 0)
  public var now = 1_800_000_000
  public var boot: Moment?
  public var stalledMounts: [Place] = []

  public init() {
    files[Place("/")] = File(FileStatus(kind: .directory, mode: 0o755))
  }

  /// Records a text file, with readable directories above it where none are recorded yet.
  public mutating func add(_ path: FilePath, text: String, mode: UInt32 = 0o644, uid: UInt32 = 0, gid: UInt32 = 0) {
    addDirectories(above: path)
    let bytes = Array(text.utf8)
    files[Place(path)] = File(
      FileStatus(kind: .regular, mode: mode, uid: uid, gid: gid, size: bytes.count, inode: UInt64(files.count + 2)),
      contents: bytes)
  }

  /// Records a directory.
  public mutating func add(directory path: FilePath, mode: UInt32 = 0o755, uid: UInt32 = 0, gid: UInt32 = 0) {
    addDirectories(above: path)
    files[Place(path)] = File(
      FileStatus(kind: .directory, mode: mode, uid: uid, gid: gid, inode: UInt64(files.count + 2)))
  }

  /// Records a symbolic link.
  public mutating func add(link path: FilePath, to target: FilePath) {
    addDirectories(above: path)
    files[Place(path)] = File(FileStatus(kind: .symlink, mode: 0o777), target: target)
  }

  private mutating func addDirectories(above path: FilePath) {
    var parent = FilePath("/")
    for component in path.removingLastComponent().components {
      parent.append(component)
      if files[Place(parent)] == nil { files[Place(parent)] = File(FileStatus(kind: .directory, mode: 0o755)) }
    }
  }

  /// Nothing changes in a recording: no time passes.
  public func pause(milliseconds: Int) {}

  public func status(_ place: Place, followingLinks: Bool) throws(Errno) -> FileStatus {
    try file(place, followingLinks: followingLinks).status
  }

  public func names(in place: Place, limit: Int) throws(Errno) -> [FilePath.Component] {
    let (resolved, file) = try resolve(place, followingLinks: true)
    guard file.status.kind == .directory else { throw .notDirectory }
    let below = files.keys.filter {
      $0.view == place.view && $0.path != resolved && $0.path.removingLastComponent() == resolved
    }
    return Array(below.compactMap { $0.path.lastComponent }.prefix(limit))
  }

  public func contents(_ place: Place, limit: Int, fromEnd: Bool) throws(Errno) -> [UInt8] {
    let file = try file(place, followingLinks: true)
    if file.status.kind == .directory { throw .isDirectory }
    return Array(fromEnd ? file.contents.suffix(limit) : file.contents.prefix(limit))
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
    var path = place.path
    while true {
      if let space = spaces[place.at(path)] { return space }
      guard path.removeLastComponent() else { throw .noSuchFileOrDirectory }
    }
  }

  public func ask(_ access: Access, to place: Place, as identity: Identity) -> Result<Void, Errno>? { nil }

  public func subvolumeQuota(at place: Place) -> Quota? { nil }

  public func avoidingStalledMounts(of views: [Viewpoint]) -> any Machine { self }

  public func quotas(at place: Place, on mount: Mount, as identity: Identity) -> [Quota] { [] }

  private func file(_ place: Place, followingLinks: Bool) throws(Errno) -> File {
    try resolve(place, followingLinks: followingLinks).1
  }

  private func resolve(_ place: Place, followingLinks: Bool) throws(Errno) -> (FilePath, File) {
    var current = FilePath("/")
    var rest = Array(place.path.components)
    var links = 0
    while true {
      if stalledMounts.contains(place.at(current)) { throw .timedOut }
      guard let file = files[place.at(current)] else { throw .noSuchFileOrDirectory }
      if let target = file.target, followingLinks || !rest.isEmpty {
        links += 1
        guard links <= 40 else { throw .tooManySymbolicLinkLevels }
        current.removeLastComponent()
        if target.isAbsolute { current = FilePath("/") }
        rest = Array(target.components) + rest
      } else if !rest.isEmpty, file.status.kind != .directory {
        throw .notDirectory
      }
      guard let next = rest.first else { return (current, file) }
      rest.removeFirst()
      if next.kind == .parentDirectory {
        current.removeLastComponent()
      } else if next.kind == .regular {
        current.append(next)
      }
    }
  }
}
