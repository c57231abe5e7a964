import SystemPackage

extension Errno {
  /// The name that the C library gives it: `EACCES`; the number where it is a rare one.
  var symbol: String {
    switch self {
    case .permissionDenied: "EACCES"
    case .notPermitted: "EPERM"
    case .noSuchFileOrDirectory: "ENOENT"
    case .notDirectory: "ENOTDIR"
    case .readOnlyFileSystem: "EROFS"
    case .noSpace: "ENOSPC"
    case .diskQuotaExceeded: "EDQUOT"
    case .tooManySymbolicLinkLevels: "ELOOP"
    case .fileExists: "EEXIST"
    case .ioError: "EIO"
    case .timedOut: "ETIMEDOUT"
    case .staleNFSFileHandle: "ESTALE"
    default: "\(rawValue)"
    }
  }
}
