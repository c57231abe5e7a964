/// A file that an identity cannot use, with the reason.
public struct RefusedFile: Sendable {
  public let path: ToldPath
  /// Four octal digits.
  public let mode: String
  public let uid: Int
  public let gid: Int
  public let reason: String

  public init(path: ToldPath, mode: String, uid: Int, gid: Int, reason: String) {
    self.path = path
    self.mode = mode
    self.uid = uid
    self.gid = gid
    self.reason = reason
  }
}
