import Facts
import Linux
import SystemPackage

/// Something that was to be looked at and could not be.
struct FailedLook: Sendable, Hashable {
  let call: ProbeFailed.Call
  let place: Place
  let errno: Errno

  init(_ call: ProbeFailed.Call, _ place: Place, _ errno: Errno) {
    self.call = call
    self.place = place
    self.errno = errno
  }

  /// A call that is not answered.
  init(_ call: PendingCall) {
    let kind: ProbeFailed.Call =
      switch call.kind {
      case .stat: .stat
      case .readdir: .readdir
      case .open: .open
      case .readlink: .readlink
      case .getxattr: .getxattr
      case .statvfs, .mount: .statvfs
      case .access: .faccessat
      }
    self.init(kind, call.place, .timedOut)
  }

  /// Whether the errno is an answer like any other: nothing is there, it is of another kind, a process has ended.
  ///
  /// What is no regular file is refused by `open` with EISDIR, ENXIO (open(2), a socket) or, by `LiveMachine` itself, EINVAL.
  var isOrdinary: Bool {
    switch (call, errno) {
    case (_, .noSuchFileOrDirectory), (_, .notDirectory), (_, .noSuchProcess): true
    case (.open, .isDirectory), (.open, .invalidArgument), (.open, .noSuchAddressOrDevice): true
    case (.readlink, .invalidArgument): true
    case (.getxattr, .noData), (.getxattr, .notSupported): true
    case (.faccessat, .permissionDenied), (.faccessat, .notPermitted), (.faccessat, .readOnlyFileSystem): true
    default: false
    }
  }

  /// The same of whichever process: what an ordinary user may not see of one in /proc it may not see of hundreds.
  var ofAnyProcess: FailedLook {
    guard place.view == .own, place.path.starts(with: "/proc") else { return self }
    let parts = place.path.components.map { $0.string.utf8.allSatisfy(Self.isDigit) ? "*" : $0 }
    return FailedLook(call, place.at(FilePath(root: "/", parts)), errno)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
