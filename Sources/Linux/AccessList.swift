/// A POSIX access-control list: the attribute system.posix_acl_access, acl(5).
public struct AccessList: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public enum Tag: UInt16, Sendable {
      case owner = 1
      case user = 2
      case group = 4
      case namedGroup = 8
      case mask = 0x10
      case other = 0x20
    }
    public let tag: Tag
    /// rwx as the bits of access(2).
    public let permissions: UInt32
    /// The user or group of a named entry.
    public let id: UInt32
  }

  public let entries: [Entry]

  public init(_ entries: [Entry]) { self.entries = entries }

  /// Parses the attribute: version 2, then eight bytes an entry, little endian (linux/posix_acl_xattr.h).
  public init?(attribute bytes: [UInt8]) {
    func number(_ offset: Int, _ width: Int) -> UInt32 {
      (0..<width).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
    guard bytes.count >= 4, (bytes.count - 4) % 8 == 0, number(0, 4) == 2 else { return nil }
    var entries: [Entry] = []
    for offset in stride(from: 4, to: bytes.count, by: 8) {
      guard let tag = Entry.Tag(rawValue: UInt16(number(offset, 2))) else { return nil }
      entries.append(Entry(tag: tag, permissions: number(offset + 2, 2), id: number(offset + 4, 4)))
    }
    self.entries = entries
  }

  /// Whether it says more than the mode does.
  public var isExtended: Bool { entries.contains { [.user, .namedGroup, .mask].contains($0.tag) } }

  func permissions(of tag: Entry.Tag) -> UInt32? { entries.first { $0.tag == tag }?.permissions }

  /// `user:press:r--` in getfacl's form, without names.
  public var shown: String {
    entries.map { entry in
      let name: String =
        switch entry.tag {
        case .owner: "user:"
        case .user: "user:\(entry.id)"
        case .group: "group:"
        case .namedGroup: "group:\(entry.id)"
        case .mask: "mask:"
        case .other: "other:"
        }
      let bits = [(4, "r"), (2, "w"), (1, "x")].map { UInt32($0.0) & entry.permissions != 0 ? $0.1 : "-" }.joined()
      return "\(name):\(bits)"
    }.joined(separator: ",")
  }
}
