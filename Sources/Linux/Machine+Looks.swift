public import SystemPackage

/// Looks for those who need no reason where there is nothing to see: nil then, whatever the kernel's error was.
extension Machine {
  /// The status of what is at a place; of the link itself where `followingLinks` is false.
  public func file(at place: Place, followingLinks: Bool = true) -> FileStatus? {
    try? status(place, followingLinks: followingLinks)
  }

  /// The names in a directory, in no order; at most `limit` of them.
  public func entries(of folder: Place, limit: Int) -> [FilePath.Component]? {
    try? names(in: folder, limit: limit)
  }

  /// The first bytes of a regular file, or its last ones.
  public func bytes(of file: Place, limit: Int, fromEnd: Bool = false) -> [UInt8]? {
    try? contents(file, limit: limit, fromEnd: fromEnd)
  }

  /// What a symbolic link says.
  public func target(of link: Place) -> FilePath? { try? linkTarget(link) }

  /// Space and inodes of the file system that holds a place.
  public func room(at place: Place) -> Space? { try? space(at: place) }

  /// Who may access a file besides what its mode says.
  public func accessList(of place: Place) -> AccessList? {
    (try? attribute("system.posix_acl_access", of: place)).flatMap { AccessList(attribute: $0) }
  }

  /// The list that a directory hands on to what is created in it.
  public func defaultAccessList(of folder: Place) -> AccessList? {
    (try? attribute("system.posix_acl_default", of: folder)).flatMap { AccessList(attribute: $0) }
  }
}
