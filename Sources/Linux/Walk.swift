public import SystemPackage

/// A path walked as an identity, component by component, links expanded: what namei(1) shows, with the kernel's verdicts.
public struct Walk: Sendable {
  public struct Component: Sendable {
    public let place: Place
    /// Nil where the examiner could not look.
    public let status: FileStatus?
    public let list: AccessList?
    public let mount: Mount?
    public let linkTarget: FilePath?
    /// Nil where it cannot be known.
    public let permission: Permission?
    /// What was needed of it: search for a directory on the way, the purpose's access for the last one.
    public let needed: Access
    /// Whether it came from following a link, not from the path as given.
    public let isBehindLink: Bool
  }

  /// How the walk ended.
  public enum End: Sendable, Hashable {
    /// At an object of this status.
    case found
    /// The kernel's error at the last component looked at: ENOENT, ENOTDIR, ELOOP, EACCES of the examiner, ETIMEDOUT.
    case failed(Errno)
  }

  public let place: Place
  public let identity: Identity
  public let purpose: Purpose
  public internal(set) var components: [Component] = []
  public internal(set) var end: End = .found

  /// What the identity wants at the end of the path.
  public enum Purpose: String, Sendable, CaseIterable {
    /// Open and read a file, or enter a directory.
    case read
    /// Create or replace files in a directory, or write a file.
    case write
    /// List a directory.
    case list
  }

  /// The first component that denies, or nil.
  public var denied: Component? { components.first { $0.permission?.isAllowed == false } }

  /// Whether the identity gets there: nil where that cannot be known.
  public var isAllowed: Bool? {
    if denied != nil { return false }
    guard case .found = end, components.allSatisfy({ $0.permission != nil }) else { return nil }
    return true
  }

  /// The object at the end.
  public var last: Component? { components.last }

  /// The links that were followed, in order.
  public var links: [Component] { components.filter { $0.linkTarget != nil } }
}

extension Machine {
  /// Walks a path as an identity.
  ///
  /// Relative and absolute link targets and `..` are followed as the kernel does, at most 40 links.
  public func walk(_ place: Place, as identity: Identity, for purpose: Walk.Purpose, mounts: MountTable) -> Walk {
    var walker = Walker(machine: self, mounts: mounts, walk: Walk(place: place, identity: identity, purpose: purpose))
    walker.run()
    return walker.walk
  }
}

/// The state of one walk.
private struct Walker<Asked: Machine> {
  let machine: Asked
  let mounts: MountTable
  var walk: Walk
  private var current = FilePath("/")
  private var rest: [FilePath.Component] = []
  private var links = 0
  /// How many components of `rest` stem from a link.
  private var linked = 0

  init(machine: Asked, mounts: MountTable, walk: Walk) {
    self.machine = machine
    self.mounts = mounts
    self.walk = walk
    rest = Array(walk.place.path.components)
  }

  mutating func run() {
    guard visit(isLast: rest.isEmpty, isBehindLink: false) else { return }
    while !rest.isEmpty {
      let next = rest.removeFirst()
      let isBehindLink = linked > 0
      linked = max(0, linked - 1)
      switch next.kind {
      case .regular: current.append(next)
      case .parentDirectory: current.removeLastComponent()
      case .currentDirectory: break
      }
      if next.kind != .regular, !rest.isEmpty { continue }
      guard visit(isLast: rest.isEmpty, isBehindLink: isBehindLink) else { return }
    }
  }

  /// Looks at the current component; false ends the walk.
  private mutating func visit(isLast: Bool, isBehindLink: Bool) -> Bool {
    let place = walk.place.at(current)
    let status: FileStatus
    do throws(Errno) {
      status = try machine.status(place, followingLinks: false)
    } catch {
      walk.end = .failed(error)
      if error == .permissionDenied { add(place, nil, needed: .search, isBehindLink: isBehindLink) }
      return false
    }
    if status.kind == .symlink { return follow(place, status, isBehindLink: isBehindLink) }
    guard isLast || status.kind == .directory else {
      add(place, status, needed: [], isBehindLink: isBehindLink)
      walk.end = .failed(.notDirectory)
      return false
    }
    add(place, status, needed: isLast ? wanted(of: status) : .search, isBehindLink: isBehindLink)
    return true
  }

  private mutating func follow(_ place: Place, _ status: FileStatus, isBehindLink: Bool) -> Bool {
    links += 1
    guard links <= 40, let target = try? machine.linkTarget(place) else {
      walk.end = .failed(.tooManySymbolicLinkLevels)
      return false
    }
    let allowed = Permission(isAllowed: true, rule: .other, missing: [])
    walk.components.append(
      Walk.Component(
        place: place, status: status, list: nil, mount: mounts.mount(of: current), linkTarget: target,
        permission: allowed, needed: [], isBehindLink: isBehindLink))
    current.removeLastComponent()
    if target.isAbsolute { current = FilePath("/") }
    let parts = Array(target.components)
    rest = parts + rest
    linked += parts.count
    return true
  }

  private func wanted(of status: FileStatus) -> Access {
    switch (walk.purpose, status.kind) {
    case (.read, .directory): [.search]
    case (.read, _): [.read]
    case (.write, .directory): [.write, .search]
    case (.write, _): [.write]
    case (.list, _): [.read]
    }
  }

  private mutating func add(_ place: Place, _ status: FileStatus?, needed: Access, isBehindLink: Bool) {
    let mount = mounts.mount(of: place.path)
    var list: AccessList?
    var permission: Permission?
    if let status {
      list = machine.accessList(of: place)
      permission = .decide(
        needed, on: status, list: list, as: walk.identity, isMountReadOnly: mount?.isReadOnly ?? false)
    }
    walk.components.append(
      Walk.Component(
        place: place, status: status, list: list, mount: mount, linkTarget: nil, permission: permission, needed: needed,
        isBehindLink: isBehindLink))
  }
}
