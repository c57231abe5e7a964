/// Why the worker could not look at a path.
public struct TreeProblem: Error, Hashable, Sendable {
  public var errno: Int32

  public init(errno: Int32) {
    self.errno = errno
  }
}
