import SystemPackage

/// The users and groups of one root file system, read from its own files.
///
/// A static program cannot ask name services (getpwnam loads shared libraries), and another namespace has other accounts.
public struct Accounts: Sendable {
  public struct User: Sendable, Hashable {
    public let name: String
    public let uid: UInt32
    public let gid: UInt32
    public let home: String
  }

  private struct Group {
    let name: String
    let gid: UInt32
    let members: [String]
  }

  public let users: [User]
  /// An array, since a few dozen names are found sooner than a table of them is made.
  private let groups: [Group]

  public var groupNames: [String] { groups.map(\.name) }

  /// Reads /etc/passwd and /etc/group of a viewpoint; empty where they cannot be read.
  public init(_ machine: some Machine, in view: Viewpoint = .own) {
    users = Self.lines(Place("/etc/passwd", in: view), machine).compactMap { fields in
      guard fields.count >= 6, let uid = number(fields[2]), let gid = number(fields[3]) else { return nil }
      return User(name: text(fields[0]), uid: uid, gid: gid, home: text(fields[5]))
    }
    groups = Self.lines(Place("/etc/group", in: view), machine).compactMap { fields in
      guard fields.count >= 4, let gid = number(fields[2]) else { return nil }
      return Group(name: text(fields[0]), gid: gid, members: fields[3].split(separator: UInt8(ascii: ",")).map(text))
    }
  }

  /// The fields of each line, as bytes: characters cost several times as much to find.
  private static func lines(_ place: Place, _ machine: some Machine) -> [[ArraySlice<UInt8>]] {
    let bytes = (try? machine.contents(place, limit: 1 << 20, fromEnd: false)) ?? []
    return bytes.split(separator: UInt8(ascii: "\n")).map {
      $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    }
  }

  /// All accounts there are; nil where others than the files may know more (nsswitch.conf(5)), or the files cannot be read.
  public init?(_ machine: some Machine, listedIn view: Viewpoint) {
    let switches = machine.text(Place("/etc/nsswitch.conf", in: view), limit: 1 << 16) ?? ""
    let lines = switches.split(separator: "\n").filter { $0.hasPrefix("passwd:") || $0.hasPrefix("group:") }
    let services = lines.flatMap { $0.split(whereSeparator: { " \t".contains($0) }).dropFirst() }
    guard services.allSatisfy({ $0.hasPrefix("[") || ["files", "compat", "systemd"].contains($0) }) else { return nil }
    self.init(machine, in: view)
    if users.isEmpty || groups.isEmpty { return nil }
  }

  /// The account of a name.
  public func user(named name: String) -> User? { users.first { $0.name == name } }

  /// The name of a uid.
  public func name(ofUser uid: UInt32) -> String? { users.first { $0.uid == uid }?.name }

  /// The name of a gid.
  public func name(ofGroup gid: UInt32) -> String? { groups.first { $0.gid == gid }?.name }

  /// The identity that an account logs in with.
  public func identity(of user: User) -> Identity {
    let joined = groups.filter { $0.members.contains(user.name) }.map(\.gid)
    return Identity(uid: user.uid, gid: user.gid, groups: joined, name: user.name)
  }

  /// The identity that `NAME`, `UID`, `UID:GID` or `NAME:GROUP[,GROUP…]` means; nil for an unknown name.
  public func identity(_ text: String) -> Identity? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let known = user(named: parts[0]) ?? UInt32(parts[0]).flatMap { uid in users.first { $0.uid == uid } }
    guard var identity = known.map({ self.identity(of: $0) }) ?? UInt32(parts[0]).map({ Identity(uid: $0, gid: $0) })
    else { return nil }
    guard parts.count == 2 else { return identity }
    let ids = parts[1].split(whereSeparator: { $0 == "," || $0 == ":" }).map { group(String($0)) }
    guard let first = ids.first, let gid = first, !ids.contains(nil) else { return nil }
    identity.gid = gid
    identity.groups = ids.dropFirst().compactMap { $0 }
    return identity
  }

  private func group(_ text: String) -> UInt32? { groups.last { $0.name == text }?.gid ?? UInt32(text) }
}

private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
private func number(_ bytes: ArraySlice<UInt8>) -> UInt32? { UInt32(text(bytes)) }
