public import SystemPackage

/// A machine as it would be after some changes of access: what a fix leads to is computed before it is proposed.
public struct AmendedMachine: Machine {
  /// One change of one file's access.
  public enum Change: Sendable, Hashable {
    /// `chmod u+`, `g+` or `o+` these bits, given in their own place: 0o001 for `o+x`.
    case add(mode: UInt32)
    /// `setfacl -m u:UID:…`.
    case grant(uid: UInt32, Access)
    /// `setfacl -m m::…`.
    case mask(Access)
    /// `chown UID`.
    case own(uid: UInt32)
    /// `chgrp GID`.
    case group(UInt32)
    /// `chattr -i`.
    case unprotect
  }

  private var base: any Machine
  private var statuses: [Place: FileStatus] = [:]
  private var lists: [Place: AccessList] = [:]

  public init(_ base: any Machine) { self.base = base }

  /// Makes a change to a file that is there; one that is not stays absent.
  public mutating func apply(_ change: Change, to place: Place) {
    guard var status = try? status(place, followingLinks: false) else { return }
    var list = accessList(of: place)
    switch change {
    case .add(let mode):
      status.mode |= mode
      list = list?.adding(mode: mode)
    case .grant(let uid, let access):
      let granted = (list ?? AccessList(mode: status.mode)).granting(access, to: uid)
      status.mode = status.mode & ~0o070 | (granted.permissions(of: .mask) ?? 0) << 3
      list = granted
    case .mask(let access):
      status.mode = status.mode & ~0o070 | UInt32(access.rawValue) << 3
      list = list?.replacing(.mask, by: UInt32(access.rawValue))
    case .own(let uid): status.uid = uid
    case .group(let gid): status.gid = gid
    case .unprotect: status.isImmutable = false
    }
    statuses[place] = status
    lists[place] = list
  }

  public func pause(milliseconds: Int) { base.pause(milliseconds: milliseconds) }

  public func status(_ place: Place, followingLinks: Bool) throws(Errno) -> FileStatus {
    if let status = statuses[place] { return status }
    return try base.status(place, followingLinks: followingLinks)
  }

  public func attribute(_ name: String, of place: Place) throws(Errno) -> [UInt8] {
    if name == "system.posix_acl_access", let list = lists[place] { return list.attribute }
    return try base.attribute(name, of: place)
  }

  public func names(in place: Place, limit: Int) throws(Errno) -> [FilePath.Component] {
    try base.names(in: place, limit: limit)
  }

  public func contents(_ place: Place, limit: Int, fromEnd: Bool) throws(Errno) -> [UInt8] {
    try base.contents(place, limit: limit, fromEnd: fromEnd)
  }

  public func linkTarget(_ place: Place) throws(Errno) -> FilePath { try base.linkTarget(place) }
  public func space(at place: Place) throws(Errno) -> Space { try base.space(at: place) }

  /// Nothing: the kernel knows the machine as it is.
  public func ask(_ access: Access, to place: Place, as identity: Identity) -> Result<Void, Errno>? { nil }
  public func quotas(at place: Place, on mount: Mount, as identity: Identity) -> [Quota] {
    base.quotas(at: place, on: mount, as: identity)
  }
  public func subvolumeQuota(at place: Place) -> Quota? { base.subvolumeQuota(at: place) }
  public var examiner: Identity { base.examiner }
  public func naming(_ places: [Place: Identity?]) -> any Machine {
    var copy = self
    copy.base = base.naming(places)
    return copy
  }
  public func acting(as identity: Identity) -> any Machine {
    var copy = self
    copy.base = base.acting(as: identity)
    return copy
  }
  public var now: Int { base.now }
  public var boot: Moment? { base.boot }
  public func avoidingStalledMounts(of groups: [[Viewpoint]]) -> any Machine { self }
  public var stalledMounts: [Place] { base.stalledMounts }
}
