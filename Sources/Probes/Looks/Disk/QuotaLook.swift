import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// The limits on what one writer stores in one directory.
struct QuotaLook {
  let area: DiskProbe.Area
  /// The nearest directory that is there.
  let place: Place
  let scene: Scene
  let recorder: Recorder

  func record(_ mount: Mount, _ subject: Subject) {
    let (place, mount) = stored(mount)
    let quotas =
      mount.type == "btrfs"
      ? [scene.machine.subvolumeQuota(at: place)].compactMap { $0 }
      : scene.machine.quotas(at: place, on: mount, as: area.identity)
    let limits = quotas.flatMap { [Limit(quota: $0, isFiles: false), Limit(quota: $0, isFiles: true)] }.filter {
      $0.amount.isLimited
    }
    // One limit that refuses decides, however much room the others leave.
    let exceeded = limits.filter(isExceeded)
    for limit in exceeded.isEmpty ? limits : exceeded { record(limit, place, mount, subject) }
  }

  private struct Limit {
    let quota: Quota
    let isFiles: Bool

    var amount: Quota.Amount { isFiles ? quota.files : quota.space }
  }

  private func isFree(of limit: Limit) -> Bool {
    area.identity.capabilities.contains(.raiseLimits) && !limit.quota.bindsRoot
  }

  private func isExceeded(_ limit: Limit) -> Bool {
    // A subvolume refuses some way below its limit, by the size of what is not yet committed.
    let room =
      limit.isFiles ? 1 : limit.quota.kind == .subvolume ? max(1 << 20, limit.amount.hard / 50) : 65_536
    return !isFree(of: limit) && limit.amount.refuses(room, now: scene.machine.now)
  }

  /// Where an overlay stores what is written: its upper directory, whose file system keeps the quota.
  private func stored(_ mount: Mount) -> (Place, Mount) {
    let upper = mount.superOptions.lazy.compactMap {
      $0.hasPrefix("upperdir=") ? FilePath(String($0.dropFirst(9))) : nil
    }
    guard mount.type == "overlay", let folder = upper.first, scene.machine.exists(Place(folder)),
      let under = scene.mounts(.own).mount(of: folder)
    else { return (place, mount) }
    return (Place(folder), under)
  }

  private func record(_ told: Limit, _ place: Place, _ mount: Mount, _ subject: Subject) {
    let (quota, amount, isFiles) = (told.quota, told.amount, told.isFiles)
    let isExceeded = isExceeded(told)
    let limit = amount.limit(now: scene.machine.now)
    let shown = isFiles ? "\(limit) files" : shownBytes(limit)
    recorder.record(
      DiskQuota(
        cure: isExceeded ? raising(quota, isFiles: isFiles, place, mount) : [],
        kind: .init(quota.kind), limit: limit, path: area.place.path.shown,
        resource: isFiles ? .files : .space, shown: shown, state: isExceeded ? .exceeded : .ok, used: amount.used),
      of: subject,
      "\(owner(quota)) has used \(isFiles ? "\(amount.used)" : shownBytes(amount.used)) of the \(shown) that its quota on \(mount.point.shown) allows"
        + (isFree(of: told) ? "; this writer is not bound by it (CAP_SYS_RESOURCE)" : ""))
  }

  private func owner(_ quota: Quota) -> String {
    switch quota.kind {
    case .user: "uid \(quota.id)"
    case .group: "group \(quota.id)"
    case .project: "project \(quota.id), to which files in \(area.place.path.shown) belong,"
    case .subvolume: "the subvolume of \(area.place.path.shown)"
    }
  }

  /// The same limits with twice the space or the files: setquota(8) takes all four of them, in units of 1024 bytes.
  private func raising(_ quota: Quota, isFiles: Bool, _ place: Place, _ mount: Mount) -> [String] {
    if quota.kind == .subvolume {
      return ["btrfs qgroup limit \(2 * quota.space.hard) \(place.reachable.shellQuoted)"]
    }
    guard place.view == .own else { return [] }
    let letter = ["user": "u", "group": "g", "project": "P"][quota.kind.rawValue] ?? "u"
    let (space, files) = (isFiles ? 1 : 2, isFiles ? 2 : 1)
    let limits = [
      space * quota.space.soft / 1024, space * quota.space.hard / 1024, files * quota.files.soft,
      files * quota.files.hard,
    ].map(String.init).joined(separator: " ")
    return ["setquota -\(letter) \(quota.id) \(limits) \(mount.point.shellQuoted)"]
  }
}

extension DiskQuota.Kind {
  fileprivate init(_ kind: Quota.Kind) {
    self =
      switch kind {
      case .user: .user
      case .group: .group
      case .project: .project
      case .subvolume: .subvolume
      }
  }
}
