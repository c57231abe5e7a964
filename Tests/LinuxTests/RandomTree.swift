import Linux

/// A random tree of directories, files and links, and random questions about who may do what in it.
struct RandomTree: Encodable {
  struct Node: Encodable {
    var kind: String
    var path: String
    var mode: UInt32
    var uid: UInt32
    var gid: UInt32
    /// The attribute system.posix_acl_access in hexadecimal digits.
    var list: String?
    var target: String?

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.unkeyedContainer()
      try fields.encode(kind)
      try fields.encode(path)
      try fields.encode(mode)
      try fields.encode(uid)
      try fields.encode(gid)
      try fields.encode(list)
      try fields.encode(target)
    }
  }

  struct Question: Encodable {
    var identity: Identity
    var path: String
    var purpose: Walk.Purpose

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.unkeyedContainer()
      var person = fields.nestedUnkeyedContainer()
      try person.encode(identity.uid)
      try person.encode(identity.gid)
      try person.encode(identity.groups)
      try person.encode(identity.capabilities.rawValue)
      try fields.encode(path)
      try fields.encode(purpose.rawValue)
    }
  }

  let root: String
  private(set) var nodes: [Node] = []
  private(set) var questions: [Question] = []

  private static let users: [UInt32] = [0, 1001, 1002, 1003]
  private static let groups: [UInt32] = [0, 2001, 2002, 2003]

  init(root: String, identities: Int, questionsEach: Int, random: inout RandomSource) {
    self.root = root
    grow(&random)
    for _ in 0..<identities {
      let identity = Self.identity(&random)
      for _ in 0..<questionsEach {
        questions.append(
          Question(identity: identity, path: path(&random), purpose: random.pick(Walk.Purpose.allCases)))
      }
    }
  }

  private mutating func grow(_ random: inout RandomSource) {
    var folders = [""]
    for number in 0..<14 {
      let path = random.pick(folders) + "n\(number)"
      switch random.number(10) {
      case 0..<5:
        nodes.append(node("directory", path, &random))
        folders.append(path + "/")
      case 5..<7: nodes.append(node("file", path, &random))
      default: nodes.append(Node(kind: "link", path: path, mode: 0, uid: 0, gid: 0, target: target(of: path, &random)))
      }
    }
  }

  private func node(_ kind: String, _ path: String, _ random: inout RandomSource) -> Node {
    let usual: [UInt32] =
      kind == "directory" ? [0o755, 0o750, 0o711, 0o700, 0o770, 0o1777] : [0o644, 0o640, 0o600, 0o755]
    let mode = random.chance(60) ? random.pick(usual) : UInt32(random.number(0o1000))
    return Node(
      kind: kind, path: path, mode: mode, uid: random.pick(Self.users), gid: random.pick(Self.groups),
      list: random.chance(45) ? Self.list(&random) : nil)
  }

  /// Entries in the order that the kernel demands: owner, users by id, group, groups by id, mask, other.
  private static func list(_ random: inout RandomSource) -> String {
    var text = "02000000"
    func add(_ tag: AccessList.Entry.Tag, _ id: UInt32 = .max) {
      let bits = random.chance(50) ? random.pick([0, 5, 7]) : random.number(8)
      for (number, width) in [(UInt32(tag.rawValue), 2), (UInt32(bits), 2), (id, 4)] {
        for byte in 0..<width {
          let digits = String(number >> UInt32(8 * byte) & 0xff, radix: 16)
          text += digits.count == 1 ? "0" + digits : digits
        }
      }
    }
    add(.owner)
    for user in users where random.chance(40) { add(.user, user) }
    add(.group)
    for group in groups where random.chance(40) { add(.namedGroup, group) }
    add(.mask)
    add(.other)
    return text
  }

  private func target(of path: String, _ random: inout RandomSource) -> String {
    let depth = path.split(separator: "/").count - 1
    let up = String(repeating: "../", count: depth)
    let known = nodes.isEmpty ? "nowhere" : random.pick(nodes).path
    switch random.number(12) {
    case 0: return random.pick(["..", ".", "../..", "./", "../."])
    case 1: return path.split(separator: "/").last.map(String.init) ?? path
    case 2: return up + "n\(random.number(16))"
    case 3: return "missing"
    case 4, 5, 6: return root + "/" + known
    default: return up + known
    }
  }

  private static func identity(_ random: inout RandomSource) -> Identity {
    let uid = random.pick(users)
    let choices: [Capabilities] =
      uid == 0 ? [.all, .all, [], .readAndSearch, .overrideAccess] : [[], [], [], .readAndSearch]
    return Identity(
      uid: uid, gid: random.pick(groups + [2009]), groups: groups.filter { _ in random.chance(25) },
      capabilities: random.pick(choices))
  }

  private func path(_ random: inout RandomSource) -> String {
    var path = root
    if random.chance(5) { return path + "/nowhere/below" }
    path += "/" + random.pick(nodes).path
    for _ in 0..<random.number(4) {
      switch random.number(8) {
      case 0: path += "/.."
      case 1: path += "/."
      case 2: path += "/missing"
      case 3: path += "/../" + random.pick(nodes).path
      default:
        if let name = random.pick(nodes).path.split(separator: "/").last { path += "/\(name)" }
      }
    }
    return path
  }
}
