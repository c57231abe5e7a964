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

  public let users: [User]
  /// Group ids by name.
  public let groups: [String: UInt32]
  private let members: [String: [UInt32]]

  /// Reads /etc/passwd and /etc/group of a viewpoint; empty where they cannot be read.
  public init(_ machine: some Machine, in view: Viewpoint = .own) {
    users = (machine.text(Place("/etc/passwd", in: view)) ?? "").split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count >= 6, let uid = UInt32(fields[2]), let gid = UInt32(fields[3]) else { return nil }
      return User(name: String(fields[0]), uid: uid, gid: gid, home: String(fields[5]))
    }
    var groups: [String: UInt32] = [:]
    var members: [String: [UInt32]] = [:]
    for line in (machine.text(Place("/etc/group", in: view)) ?? "").split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count >= 4, let gid = UInt32(fields[2]) else { continue }
      groups[String(fields[0])] = gid
      for member in fields[3].split(separator: ",") { members[String(member), default: []].append(gid) }
    }
    self.groups = groups
    self.members = members
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
  public func name(ofGroup gid: UInt32) -> String? { groups.first { $0.value == gid }?.key }

  /// The identity that an account logs in with.
  public func identity(of user: User) -> Identity {
    Identity(uid: user.uid, gid: user.gid, groups: members[user.name] ?? [], name: user.name)
  }

  /// The identity that `NAME`, `UID`, `UID:GID` or `NAME:GROUP[,GROUP…]` means; nil for an unknown name.
  public func identity(_ text: String) -> Identity? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let known = user(named: parts[0]) ?? UInt32(parts[0]).flatMap { uid in users.first { $0.uid == uid } }
    guard var identity = known.map({ self.identity(of: $0) }) ?? UInt32(parts[0]).map({ Identity(uid: $0, gid: $0) })
    else { return nil }
    guard parts.count == 2 else { return identity }
    let ids = parts[1].split(whereSeparator: { $0 == "," || $0 == ":" }).map { groups[String($0)] ?? UInt32($0) }
    guard let first = ids.first, let gid = first, !ids.contains(nil) else { return nil }
    identity.gid = gid
    identity.groups = ids.dropFirst().compactMap { $0 }
    return identity
  }
}
