/// Where configuration files are read from: a disk as one process sees it, or a table in a test.
public protocol ConfigurationFiles: Sendable {
  /// The whole content of a file; a directory fails with `EISDIR`.
  func read(_ path: String) -> Result<[UInt8], ReadProblem>
  /// The paths that match a `glob(3)` pattern, sorted bytewise; `*` and `?` do not match a leading dot.
  func glob(_ pattern: String) -> [String]
}
