/// One component of a path that was walked, with what it allows.
public struct TracedComponent: Sendable {
  /// Where a component lies.
  public struct Mount: Sendable {
    public let point: ToldPath
    public let type: String
    public let options: [String]
    public let isReadOnly: Bool

    public init(point: ToldPath, type: String, options: [String], isReadOnly: Bool) {
      self.point = point
      self.type = type
      self.options = options
      self.isReadOnly = isReadOnly
    }
  }

  public let path: ToldPath
  /// `directory`, `regular`, …; nil where the examiner could not look, as with mode and owner.
  public var type: String?
  /// Four octal digits.
  public var mode: String?
  public var owner: FileOwner?
  /// The access list where it has entries beyond the mode.
  public var list: String?
  public var mount: Mount?
  public var linkTarget: String?
  /// The SELinux label.
  public var label: String?
  /// The letters of what was needed of it: `x`, `r`, `wx`; empty for nothing.
  public var needed = ""
  /// The letters of what of it was refused.
  public var missing = ""
  /// Nil where it cannot be known.
  public var isAllowed: Bool?

  public init(_ path: ToldPath) { self.path = path }
}
