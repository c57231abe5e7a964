public import SystemPackage

/// The machine under examination: everything that is asked of it goes through here.
///
/// `LiveMachine` asks the kernel, `RecordedMachine` a recording. Every look at a file may fail with the errno that the
/// kernel gave; `ETIMEDOUT` stands for a mount that does not answer and was not touched.
public protocol Machine: Sendable {
  /// The status of a file; of the link itself where `followingLinks` is false.
  func status(_ place: Place, followingLinks: Bool) throws(Errno) -> FileStatus
  /// The statuses of many files below one directory, named by the bytes of their relative paths; links are followed.
  func statuses(of paths: [[UInt8]], below root: Place) -> [Result<FileStatus, Errno>]
  /// The names in a directory, in no order, without `.` and `..`; at most `limit` of them.
  func names(in place: Place, limit: Int) throws(Errno) -> [FilePath.Component]
  /// The first bytes of a regular file, or its last ones.
  func contents(_ place: Place, limit: Int, fromEnd: Bool) throws(Errno) -> [UInt8]
  /// What a symbolic link says.
  func linkTarget(_ place: Place) throws(Errno) -> FilePath
  /// An extended attribute's value.
  func attribute(_ name: String, of place: Place) throws(Errno) -> [UInt8]
  /// Space and inodes of the file system that holds a place.
  func space(at place: Place) throws(Errno) -> Space
  /// The kernel's answer to whether an identity may do something, without computing it; nil where it cannot be asked.
  func ask(_ access: Access, to place: Place, as identity: Identity) -> Result<Void, Errno>?
  /// A mount's own tree, without what is mounted over parts of it; nil where the kernel does not show it.
  func uncovered(_ mount: Mount, in view: Viewpoint) -> UncoveredMount?
  /// The limits on what an identity stores in a directory of a mount, those that the kernel tells.
  func quotas(at place: Place, on mount: Mount, as identity: Identity) -> [Quota]
  /// The quota of the subvolume that holds a directory; nil where there is none or it may not be read.
  func subvolumeQuota(at place: Place) -> Quota?
  /// The examiner's own identity.
  var examiner: Identity { get }
  /// Seconds since 1970.
  var now: Int { get }
  /// When the machine started, by its clock of now; nil where only /proc/stat tells it, in whole seconds.
  var boot: Moment? { get }
  /// Lets a moment pass, in which processes come and go.
  func pause(milliseconds: Int)
  /// Writes a small file that must not be there yet, as an identity with this umask would.
  func putCanary(
    _ contents: [UInt8], named name: String, in folder: Place, as identity: Identity, umask: UInt32
  ) -> Result<Canary, Canary.Failure>
  /// A file that another program stored on the examiner's behalf, to be removed like one's own.
  func canary(at place: Place) -> Result<Canary, Canary.Failure>
  /// This machine, never to look at mounts that do not answer now; a process of its own asks each that may not. Each group is of
  /// viewpoints that share a mount namespace.
  func avoidingStalledMounts(of groups: [[Viewpoint]]) -> any Machine
  /// This machine, whose files are opened and listed with the rights of whoever named them.
  func acting(as identity: Identity) -> any Machine
  /// This machine, where what lies at or below some places is opened with the rights of whoever named them; the longest path
  /// decides, and nil stands for root.
  func naming(_ places: [Place: Identity?]) -> any Machine
  /// The mount points that did not answer and are not touched, by viewpoint.
  var stalledMounts: [Place] { get }
  /// The live machine that answers in the end, which a scan asks from threads of its own; nil where none does.
  var live: LiveMachine? { get }
}

/// What an identity wants to do with a file, as the bits of access(2).
public struct Access: OptionSet, Sendable, Hashable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
  public static let read = Access(rawValue: 4)
  public static let write = Access(rawValue: 2)
  public static let search = Access(rawValue: 1)

  /// The letters: `rx`.
  public var letters: String {
    (contains(.read) ? "r" : "") + (contains(.write) ? "w" : "") + (contains(.search) ? "x" : "")
  }
}

/// Space and inodes of a file system: statvfs(3).
public struct Space: Sendable, Hashable {
  /// Bytes.
  public var total: Int
  /// Free bytes, the blocks reserved for root among them.
  public var free: Int
  /// Bytes that an ordinary user can still write.
  public var available: Int
  /// 0 where the file system has no fixed number.
  public var inodes: Int
  public var freeInodes: Int
  public var availableInodes: Int
  public var isReadOnly: Bool
  public var blockSize: Int

  public init(
    total: Int, free: Int, available: Int, inodes: Int = 0, freeInodes: Int = 0, availableInodes: Int? = nil,
    isReadOnly: Bool = false, blockSize: Int = 4096
  ) {
    self.total = total
    self.free = free
    self.available = available
    self.inodes = inodes
    self.freeInodes = freeInodes
    self.availableInodes = availableInodes ?? freeInodes
    self.isReadOnly = isReadOnly
    self.blockSize = blockSize
  }
}

extension Machine {
  public func putCanary(
    _ contents: [UInt8], named name: String, in folder: Place, as identity: Identity, umask: UInt32
  ) -> Result<Canary, Canary.Failure> {
    .failure(Canary.Failure(step: .identity, errno: .notSupported))
  }

  public func canary(at place: Place) -> Result<Canary, Canary.Failure> {
    .failure(Canary.Failure(step: .identity, errno: .notSupported))
  }

  public func uncovered(_ mount: Mount, in view: Viewpoint) -> UncoveredMount? { nil }

  public var live: LiveMachine? { nil }

  public func statuses(of paths: [[UInt8]], below root: Place) -> [Result<FileStatus, Errno>] {
    paths.map { status(of: $0, below: root) }
  }

  func status(of path: [UInt8], below root: Place) -> Result<FileStatus, Errno> {
    do throws(Errno) {
      return .success(try status(root.at(root.path.appending(FilePath(bytes: path).components))))
    } catch {
      return .failure(error)
    }
  }

  /// The status of what a path leads to.
  public func status(_ place: Place) throws(Errno) -> FileStatus { try status(place, followingLinks: true) }

  /// Whether there is something at a place, as far as the examiner can see.
  public func exists(_ place: Place) -> Bool { file(at: place) != nil }

  /// A small file's text; nil where it cannot be read. Invalid UTF-8 is repaired.
  public func text(_ place: Place, limit: Int = 1 << 20) -> String? {
    bytes(of: place, limit: limit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A file of /proc as text.
  func proc(_ path: String) -> String? { text(Place(FilePath("/proc/\(path)")), limit: 1 << 22) }

  /// What a link of /proc says.
  func procLink(_ path: String) -> FilePath? { target(of: Place(FilePath("/proc/\(path)"))) }
}
