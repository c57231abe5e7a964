import Facts
import Linux
import SystemPackage

/// A machine whose failed looks are noted, so that what could not be seen is told and not taken for absent.
struct WitnessedMachine: Machine {
  private let base: any Machine
  private let failed: FailedLooks

  init(_ base: any Machine, noting failed: FailedLooks) {
    self.base = base
    self.failed = failed
  }

  func status(_ place: Place, followingLinks: Bool) throws(Errno) -> FileStatus {
    try noting(.stat, place) { () throws(Errno) in try base.status(place, followingLinks: followingLinks) }
  }

  func statuses(of paths: [[UInt8]], below root: Place) -> [Result<FileStatus, Errno>] {
    let statuses = base.statuses(of: paths, below: root)
    for (path, status) in zip(paths, statuses) {
      guard case .failure(let errno) = status, errno != .noSuchFileOrDirectory else { continue }
      failed.note(FailedLook(.stat, root.at(root.path.appending(FilePath(bytes: path).components)), errno))
    }
    return statuses
  }

  func names(in place: Place, limit: Int) throws(Errno) -> [FilePath.Component] {
    try noting(.readdir, place) { () throws(Errno) in try base.names(in: place, limit: limit) }
  }

  func contents(_ place: Place, limit: Int, fromEnd: Bool) throws(Errno) -> [UInt8] {
    try noting(.open, place) { () throws(Errno) in try base.contents(place, limit: limit, fromEnd: fromEnd) }
  }

  func linkTarget(_ place: Place) throws(Errno) -> FilePath {
    try noting(.readlink, place) { () throws(Errno) in try base.linkTarget(place) }
  }

  func attribute(_ name: String, of place: Place) throws(Errno) -> [UInt8] {
    try noting(.getxattr, place) { () throws(Errno) in try base.attribute(name, of: place) }
  }

  func space(at place: Place) throws(Errno) -> Space {
    try noting(.statvfs, place) { () throws(Errno) in try base.space(at: place) }
  }

  func ask(_ access: Access, to place: Place, as identity: Identity) -> Result<Void, Errno>? {
    let answer = base.ask(access, to: place, as: identity)
    if case .failure(let errno) = answer { failed.note(FailedLook(.faccessat, place, errno)) }
    return answer
  }

  private func noting<Answer>(
    _ call: ProbeFailed.Call, _ place: Place, _ look: () throws(Errno) -> Answer
  ) throws(Errno) -> Answer {
    do throws(Errno) {
      return try look()
    } catch {
      failed.note(FailedLook(call, place, error))
      throw error
    }
  }

  func avoidingStalledMounts(of groups: [[Viewpoint]]) -> any Machine {
    WitnessedMachine(base.avoidingStalledMounts(of: groups), noting: failed)
  }

  func naming(_ places: [Place: Identity?]) -> any Machine { WitnessedMachine(base.naming(places), noting: failed) }
  func acting(as identity: Identity) -> any Machine { WitnessedMachine(base.acting(as: identity), noting: failed) }

  func uncovered(_ mount: Mount, in view: Viewpoint) -> UncoveredMount? { base.uncovered(mount, in: view) }

  func quotas(at place: Place, on mount: Mount, as identity: Identity) -> [Quota] {
    base.quotas(at: place, on: mount, as: identity)
  }

  func subvolumeQuota(at place: Place) -> Quota? { base.subvolumeQuota(at: place) }

  func putCanary(
    _ contents: [UInt8], named name: String, in folder: Place, as identity: Identity, umask: UInt32
  ) -> Result<Canary, Canary.Failure> {
    base.putCanary(contents, named: name, in: folder, as: identity, umask: umask)
  }

  func canary(at place: Place) -> Result<Canary, Canary.Failure> { base.canary(at: place) }
  var examiner: Identity { base.examiner }
  var now: Int { base.now }
  var boot: Moment? { base.boot }
  func pause(milliseconds: Int) { base.pause(milliseconds: milliseconds) }
  var stalledMounts: [Place] { base.stalledMounts }
  var live: LiveMachine? { base.live }
}
