/// As whom something was looked at.
public struct IdentitySummary: Sendable {
  public let uid: Int
  public let gid: Int
  /// Supplementary groups.
  public let groups: [Int]
  /// The account's name where one is known.
  public let name: String?
  /// Whether it is one of another user namespace, as which the kernel cannot be asked from here.
  public let isForeign: Bool

  public init(uid: Int, gid: Int, groups: [Int], name: String?, isForeign: Bool = false) {
    self.uid = uid
    self.gid = gid
    self.groups = groups
    self.name = name
    self.isForeign = isForeign
  }

  /// `www-data (33)`, or the number alone.
  public var shown: String { name.map { "\($0) (\(uid))" } ?? "uid \(uid)" }
}
