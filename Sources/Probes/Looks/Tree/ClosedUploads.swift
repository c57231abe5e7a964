import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Directories of uploads that are as closed as the writer's umask makes them: new months and days, or all of them.
struct ClosedUploads {
  let application: Application
  let route: Route
  let scan: TreeScan
  let scene: Scene
  let recorder: Recorder

  /// Tells of them for each file that is asked for below one, since a directory may be private by design.
  func record(_ patterns: [DenialPattern], readable: Int) {
    let made = patterns.compactMap(closed)
    guard !made.isEmpty else { return }
    for examined in scene.cases where examined.route == route.id {
      guard let file = scene.resolved(examined)?.file else { continue }
      let walk = scene.walk(file, as: scan.identity, for: .read)
      guard let denied = walk.denied, let status = denied.status, let rule = denied.permission?.rule,
        rule == .other || rule == .group, let found = made.first(where: { $0.status.isSame(as: status) })
      else { continue }
      record(found, among: made, walk, isGroup: rule == .group, readable: readable, of: examined.subject)
    }
  }

  private struct Closed {
    let pattern: DenialPattern
    let status: FileStatus
    let writer: RunningProcess
    let umask: UInt32
  }

  /// A directory that one of the application's processes owns and that has the mode its umask gives to new ones.
  private func closed(_ pattern: DenialPattern) -> Closed? {
    guard pattern.kind == .closedDirectory, pattern.folder.path.starts(with: scan.root.path),
      let status = scene.machine.file(at: pattern.folder, followingLinks: false), status.kind == .directory,
      !hasDefaultList(pattern.folder.at(pattern.folder.path.removingLastComponent()))
    else { return nil }
    let writers = [application.lead] + application.processes
    for writer in writers where writer.identity.uid == status.uid {
      guard let umask = writer.umask, umask & 0o011 != 0, status.mode & 0o777 == 0o777 & ~umask else { continue }
      return Closed(pattern: pattern, status: status, writer: writer, umask: umask)
    }
    return nil
  }

  /// Below a directory with a default list the umask does not count.
  private func hasDefaultList(_ folder: Place) -> Bool {
    scene.machine.defaultAccessList(of: folder) != nil
  }

  private func record(
    _ closed: Closed, among made: [Closed], _ walk: Walk, isGroup: Bool, readable: Int, of subject: Subject
  ) {
    let alike = made.filter { $0.status.mode == closed.status.mode && $0.status.uid == closed.status.uid }
    let folder = closed.pattern.folder.path.shown
    let permissions = application.setting(.uploadPermissions)
    let lasting = LastingUmask(application: application, root: scan.root, reader: scan.identity, scene: scene)
    let remedy = Remedy(walk, mounts: scene.mounts(walk.place.view), on: scene.machine)
    let membership = remedy.elsewhere == nil ? nil : GroupMembership(walk, in: scene)
    let count = alike.reduce(0) { $0 + $1.pattern.count }
    recorder.record(
      TreePrivateUploads(
        count: count, cure: opened(alike, closed, isGroup: isGroup) + lasting.commands,
        cureSuffices: remedy.isSufficient, elsewhere: remedy.elsewhere, example: walk.place.path.shown, folder: folder,
        group: membership.map { Int($0.gid) }, join: membership?.commands ?? [],
        kind: .closedDirectory, mode: closed.status.octal,
        owner: Int(closed.status.uid), readable: readable, setting: permissions?.name, source: permissions?.source,
        umask: closed.umask.octal), of: subject,
      "\(folder) is \(closed.status.octal), as the umask \(closed.umask.octal) of \(closed.writer.name) (pid \(closed.writer.pid)) makes directories, and closed to \(scan.identity.shown)"
        + (alike.count > 1 ? "; \(alike.count - 1) others are like it" : "")
        + "; \(count) files are behind that, \(readable) others are readable")
  }

  /// Passage through the directories of this owner and mode, and reading of the files that the same umask made in them.
  private func opened(_ alike: [Closed], _ closed: Closed, isGroup: Bool) -> [String] {
    let folders = alike.map(\.pattern.folder)
    let common = DenialPattern.common(folders.map(\.path)).map { scan.root.at($0) } ?? scan.root
    let places = (folders.count > 8 ? [common] : folders).map { scan.spot(of: $0).place.reachable.shellQuoted }.joined(
      separator: " ")
    let (who, bits): (String, UInt32) = isGroup ? ("g", 0o040) : ("o", 0o004)
    let mode = 0o666 & ~closed.umask
    let chosen = "find \(places)"
    let owner = "-uid \(closed.status.uid)"
    let folder = "\(chosen) -type d \(owner) -perm \(closed.status.octal) -exec chmod \(who)+x {} +"
    guard mode & bits == 0 else { return [folder] }
    return [folder, "\(chosen) -type f \(owner) -perm \(mode.octal) -exec chmod \(who)+r {} +"]
  }
}
