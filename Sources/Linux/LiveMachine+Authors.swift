import CLinux
import Glibc
import SystemPackage

extension LiveMachine {
  /// This machine, whose files are opened and listed with the rights of an identity: that of whoever named them.
  ///
  /// Nothing changes for an examiner who cannot take identities, and for root, whose name may be used by nobody else in this
  /// namespace. Capabilities, those in another user namespace too, are not taken along.
  public func acting(as identity: Identity) -> any Machine {
    guard examiner.uid == 0, identity.uid != 0 else { return self }
    var copy = self
    copy.actor = identity
    return copy
  }

  public func naming(_ places: [Place: Identity?]) -> any Machine {
    guard examiner.uid == 0 else { return self }
    var copy = self
    copy.named.merge(places) { $1 }
    return copy
  }

  /// Who, other than root, named a place or what it lies in.
  private func namer(of place: Place) -> Identity? {
    guard !named.isEmpty else { return nil }
    var path = place.path
    while true {
      if let namer = named[place.at(path)] { return namer }
      guard path.removeLastComponent() else { return nil }
    }
  }

  /// Opens a regular file for reading: what it is stands fixed before it is opened, so that no device, pipe or socket is.
  func openRegular(_ place: Place) throws(Errno) -> Int32 {
    let name = try open(place, flags: openPath)
    defer { close(name) }
    var raw = stat()
    guard fstat(name, &raw) == 0 else { throw Errno(rawValue: errno) }
    if raw.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
    guard raw.st_mode & S_IFMT == S_IFREG else { throw .invalidArgument }
    let descriptor = try openSafely(place, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY)
    var opened = stat()
    guard fstat(descriptor, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .invalidArgument
    }
    return descriptor
  }

  /// Opens a place as the author of each part of its way could: links of other users are followed with their rights, not with
  /// root's.
  func openSafely(_ place: Place, flags: Int32) throws(Errno) -> Int32 {
    guard examiner.uid == 0 else { return try open(place, flags: flags) }
    if let actor = actor ?? namer(of: place) { return try open(place, flags: flags, as: actor) }
    if place.isOfKernel { return try open(place, flags: flags) }
    // Without any link on the way nobody has led it elsewhere, whoever owns the directories.
    do throws(Errno) {
      return try open(place, flags: flags, resolve: UInt64(clinux_resolve_no_symlinks))
    } catch {
      guard [.tooManySymbolicLinkLevels, .noFunction, .notPermitted].contains(error) else { throw error }
    }
    let resolved = try resolvedLinks(place)
    guard let author = resolved.authors.first else {
      return try open(
        place.at(resolved.path), flags: flags, resolve: isResolving ? UInt64(clinux_resolve_no_symlinks) : 0)
    }
    let accounts = Accounts(self, in: place.view)
    let identities = resolved.authors.map { uid in
      accounts.users.first { $0.uid == uid }.map { accounts.identity(of: $0) }
        ?? Identity(uid: uid, gid: resolved.groups[uid] ?? uid)
    }
    for identity in identities.dropFirst() { close(try open(place, flags: flags, as: identity)) }
    return try open(place, flags: flags, as: identities.first ?? Identity(uid: author, gid: author))
  }

  private func open(_ place: Place, flags: Int32, as identity: Identity) throws(Errno) -> Int32 {
    let root = try root(of: place)
    defer { if let root { close(root) } }
    let descriptor = IdentityAgents.shared.open(
      place.path, below: root, flags: flags, resolve: root == nil ? 0 : resolveInRoot, as: identity)
    guard descriptor >= 0 else { throw Errno(rawValue: -descriptor) }
    return descriptor
  }

  private func open(_ place: Place, flags: Int32, resolve: UInt64) throws(Errno) -> Int32 {
    guard resolve != 0 else { return try open(place, flags: flags) }
    let root = try root(of: place)
    defer { if let root { close(root) } }
    let descriptor = clinux_openat2(
      root ?? AT_FDCWD, place.path.string0, UInt64(UInt32(bitPattern: flags | O_CLOEXEC)),
      resolve | (root == nil ? 0 : resolveInRoot))
    guard descriptor >= 0 else { throw Errno(rawValue: -descriptor) }
    return descriptor
  }

  /// Whether the kernel has openat2(2) and this process may call it.
  private var isResolving: Bool {
    let descriptor = clinux_openat2(AT_FDCWD, "/", UInt64(openPath | O_CLOEXEC), 0)
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0
  }

  /// The way to a place without its links, and the users other than root to whom a link on it, or the directory that holds the
  /// link, belongs.
  private func resolvedLinks(_ place: Place) throws(Errno) -> (
    path: FilePath, authors: [UInt32], groups: [UInt32: UInt32]
  ) {
    var current = FilePath("/")
    var rest = Array(place.path.components)
    var authors: [UInt32] = []
    var groups: [UInt32: UInt32] = [:]
    var links = 0
    while !rest.isEmpty {
      let next = rest.removeFirst()
      if next.kind == .currentDirectory { continue }
      if next.kind == .parentDirectory {
        current.removeLastComponent()
        continue
      }
      let folder = current
      current.append(next)
      let status = try status(place.at(current), followingLinks: false)
      guard status.kind == .symlink else { continue }
      // A link of the kernel's own says a path that only its process understands.
      if folder.components.count > 1, folder.components.first?.string == "proc" { throw .permissionDenied }
      links += 1
      guard links <= 40 else { throw .tooManySymbolicLinkLevels }
      for owner in [status, try self.status(place.at(folder), followingLinks: false)] where owner.uid != 0 {
        if !authors.contains(owner.uid) { authors.append(owner.uid) }
        groups[owner.uid] = owner.gid
      }
      let target = try linkTarget(place.at(current))
      current = target.isAbsolute ? FilePath("/") : folder
      rest = Array(target.components) + rest
    }
    return (current, authors, groups)
  }
}

extension Place {
  /// Whether the kernel itself has made the names on the way.
  fileprivate var isOfKernel: Bool {
    let first = path.components.first?.string
    return (first == "proc" || first == "sys") && !path.components.contains { $0.kind == .parentDirectory }
      && !path.components.contains {
        ["root", "cwd", "task", "fd", "map_files"].contains($0.string) && path.components.count > 3
      }
  }
}
