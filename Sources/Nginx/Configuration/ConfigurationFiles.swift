/// Where configuration files are read from: a disk as one process sees it, or a table in a test.
public protocol ConfigurationFiles: Sendable {
  /// The whole content of a file, which another file of the configuration names; a directory fails with `EISDIR`.
  func read(_ path: String, namedBy file: String?) -> Result<[UInt8], ReadProblem>
  /// The paths that match a `glob(3)` pattern, which a file names, sorted bytewise; `*` and `?` do not match a leading dot.
  func glob(_ pattern: String, namedBy file: String?) -> [String]
}
