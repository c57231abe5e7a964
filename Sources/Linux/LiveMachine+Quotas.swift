import CLinux
import Glibc

extension LiveMachine {
  /// The user's, the group's that new files get, and that of a project which the directory hands on.
  public func quotas(at place: Place, on mount: Mount, as identity: Identity) -> [Quota] {
    let call = PendingCall.begin(.open, place)
    defer { clinux_call_ended(call) }
    guard let status = try? status(place), let folder = try? open(place, flags: O_RDONLY | O_DIRECTORY | O_NONBLOCK)
    else { return [] }
    defer { close(folder) }
    let isFromFolder =
      status.mode & 0o2000 != 0 || !mount.superOptions.allSatisfy { !["grpid", "bsdgroups"].contains($0) }
    var asked: [(kind: Quota.Kind, type: Int32, id: UInt32)] = [
      (.user, 0, identity.uid), (.group, 1, isFromFolder ? status.gid : identity.gid),
    ]
    var project: UInt32 = 0
    if clinux_inherited_project(folder, &project) == 0, project != 0 { asked.append((.project, 2, project)) }
    let isXFS = mount.type == "xfs"
    return asked.filter { !isXFS || $0.id != 0 }.compactMap { kind, type, id in
      var raw = clinux_quota()
      let device = mount.source.hasPrefix("/dev/") && place.view == .own ? mount.source : ""
      guard clinux_quota(folder, device, type, id, &raw) == 0 else { return nil }
      return Quota(
        kind: kind, id: id,
        space: Quota.Amount(
          used: Int(clamping: raw.space_used), soft: Int(clamping: raw.space_soft), hard: Int(clamping: raw.space_hard),
          graceEnds: Int(clamping: raw.space_time)),
        files: Quota.Amount(
          used: Int(clamping: raw.inodes_used), soft: Int(clamping: raw.inodes_soft),
          hard: Int(clamping: raw.inodes_hard), graceEnds: Int(clamping: raw.inodes_time)),
        bindsRoot: isXFS)
    }
  }

  public func subvolumeQuota(at place: Place) -> Quota? {
    let call = PendingCall.begin(.open, place)
    defer { clinux_call_ended(call) }
    var raw = clinux_subvolume_quota()
    guard (try? status(place)) != nil, clinux_btrfs_quota(place.reachable.string0, &raw) == 0 else { return nil }
    return Quota(
      kind: .subvolume, id: 0, space: Quota.Amount(used: Int(clamping: raw.used), hard: Int(clamping: raw.limit)),
      bindsRoot: true)
  }
}
