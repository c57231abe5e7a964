/// The disk as an nginx worker sees it: with its identity, in its mount namespace.
///
/// Paths are absolute byte strings handed on exactly as nginx would hand them to the kernel (double slashes, `..`).
public protocol DocumentTree {
  /// `stat`: follows links, needs search permission on every directory on the way, none on the object itself.
  func status(_ path: [UInt8]) -> Result<Node, TreeProblem>
  /// `open(O_RDONLY)` and `fstat`: as `status`, and the object must be readable.
  func open(_ path: [UInt8]) -> Result<Node, TreeProblem>
  /// The names in a directory, as `opendir` and `readdir` give them.
  func list(_ path: [UInt8]) -> Result<[[UInt8]], TreeProblem>
  /// `lstat`: what stands at the path itself, a link not being followed at the last component.
  func link(_ path: [UInt8]) -> Result<Node, TreeProblem>
  /// The start of a small file, for `auth_basic_user_file`; nil where contents are not available.
  func contents(_ path: [UInt8]) -> Result<[UInt8], TreeProblem>?
}

extension DocumentTree {
  public func contents(_ path: [UInt8]) -> Result<[UInt8], TreeProblem>? { nil }

  /// The names in a directory; none where it cannot be listed.
  public func names(in folder: [UInt8]) -> [[UInt8]] {
    if case .success(let names) = list(folder) { names } else { [] }
  }
}
