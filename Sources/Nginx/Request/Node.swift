/// What stands at a path, as `stat` or `lstat` tells it.
public struct Node: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file, directory, link, other
  }

  public var kind: Kind
  public var size: Int
  /// Seconds since 1970.
  public var modified: Int
  public var owner: Int
  public var group: Int
  public var mode: Int

  public init(kind: Kind, size: Int = 0, modified: Int = 0, owner: Int = 0, group: Int = 0, mode: Int = 0o644) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.owner = owner
    self.group = group
    self.mode = mode
  }
}
