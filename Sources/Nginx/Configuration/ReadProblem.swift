/// Why a configuration file could not be read.
public struct ReadProblem: Error, Hashable, Sendable {
  /// The error number of the failed `open` or `read`.
  public var errno: Int32

  public init(errno: Int32) {
    self.errno = errno
  }
}
