import Glibc

extension TrustStore {
  /// Whether this process may read a file.
  static func isReadable(_ path: String) -> Bool {
    access(path, R_OK) == 0
  }

  /// The machine's clock, in seconds since 1970.
  static func clock() -> Int {
    Int(time(nil))
  }
}
