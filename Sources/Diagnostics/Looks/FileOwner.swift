/// Whose a file is.
public struct FileOwner: Sendable {
  public let uid: Int
  public let gid: Int
  /// The user's name, or the number where it has none.
  public let user: String
  /// The group's name, or the number where it has none.
  public let group: String

  public init(uid: Int, gid: Int, user: String?, group: String?) {
    self.uid = uid
    self.gid = gid
    self.user = user ?? String(uid)
    self.group = group ?? String(gid)
  }
}
