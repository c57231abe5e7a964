import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Whether what the application stores can be read by the web server: the files that are there, and the next one.
struct UploadLook {
  let route: Route
  let root: Place
  let scene: Scene
  let recorder: Recorder

  func record() {
    guard route.kind == .media, let number = route.nginx, scene.nginx[number].isRunning,
      let machine = scene.machine.live
    else { return }
    let reader = scene.nginx[number].worker
    let scan: TreeScan
    do throws(Errno) {
      scan = try TreeScan(
        root, as: reader, on: machine, mounts: scene.mounts(root.view), samplesEach: 32,
        deadline: .now + min(.seconds(2), scene.options.probeTimeout / 2))
    } catch {
      return recorder.record(FailedLook(.stat, root, error))
    }
    let collector = DenialCollector()
    scan.run { collector.add($0) }
    for problem in scan.tally.problems {
      recorder.record(FailedLook(.open, root.at(problem.path), problem.errno))
    }
    let patterns = DenialPattern.all(collector, of: scan)
    recordPrivate(
      patterns.filter { ![.closedDirectory, .accessList, .readOnly].contains($0.kind) }, collector, scan)
    if let application {
      ClosedUploads(application: application, route: route, scan: scan, scene: scene, recorder: recorder)
        .record(patterns, readable: collector.readableCount(scan.tally))
    }
    recordNext(collector, reader)
  }

  private var application: Application? { route.application.map { scene.applications[$0] } }

  /// Files of the writer that the reader may not read for want of a mode bit, while the way to them is open.
  private func recordPrivate(_ patterns: [DenialPattern], _ collector: DenialCollector, _ scan: TreeScan) {
    guard let uid = patterns.first(where: { isWritten(by: $0.uid) })?.uid else { return }
    let own = patterns.filter { $0.uid == uid }
    guard let first = own.first, let example = first.example else { return }
    let writer = application ?? scene.applications.first { wrote(uid, $0) }
    let count = own.reduce(0) { $0 + $1.count }
    let permissions = writer?.setting(.uploadPermissions)
    let umask = writer?.lead.umask
    guard count >= 2 || umask.map({ $0 & 0o004 != 0 }) == true || permissions != nil else { return }
    let advices = own.map { PatternAdvice($0, of: scan) }
    let folder = example.place.path.removingLastComponent()
    let walk = scene.walk(example.place, as: scan.identity, for: .read)
    let readable = collector.readableCount(scan.tally)
    let shownUmask = umask.map { "0" + String($0, radix: 8) }
    recorder.record(
      TreePrivateUploads(
        count: count, cure: advices.flatMap(\.commands) + lasting(writer, permissions, scan.identity, first),
        cureSuffices: advices.allSatisfy(\.isSufficient), elsewhere: advices.lazy.compactMap(\.elsewhere).first,
        example: example.place.path.shown, folder: folder.shown, group: membership(walk, advices).map { Int($0.gid) },
        join: membership(walk, advices)?.commands ?? [], kind: .init(first.kind),
        largestReadable: first.largestReadable, mode: example.status.octal, owner: Int(uid), readable: readable,
        setting: permissions?.name, since: first.since, smallest: first.sizes?.lowerBound, source: permissions?.source,
        umask: shownUmask), of: [.route: route.id],
      "\(count) files of uid \(uid) in \(folder.shown) are \(example.status.octal) and closed to \(scan.identity.shown); \(readable) others are readable"
        + (first.since == nil ? "" : "; all of them are newer than those")
        + (first.kind == .temporaryFile ? "; all of them are larger than 2.5 MB" : "")
        + (shownUmask.map { "; the application's umask is \($0)" } ?? "")
        + (permissions.map { "; \($0.name)=\($0.value)" } ?? ""))
  }

  /// The group that opens the files, where nothing here can change them.
  private func membership(_ walk: Walk, _ advices: [PatternAdvice]) -> GroupMembership? {
    advices.contains { $0.elsewhere != nil } ? GroupMembership(walk, in: scene) : nil
  }

  private func wrote(_ uid: UInt32, _ application: Application) -> Bool {
    application.identity.uid == uid || application.processes.contains { $0.identity.uid == uid }
  }

  private func isWritten(by uid: UInt32?) -> Bool {
    guard let uid else { return false }
    guard let application else { return true }
    return wrote(uid, application)
  }

  private func lasting(
    _ application: Application?, _ permissions: Setting?, _ reader: Identity, _ pattern: DenialPattern
  ) -> [String] {
    guard let application, permissions == nil, pattern.kind != .lostGroup else { return [] }
    return LastingUmask(application: application, root: root, reader: reader, scene: scene).commands
  }

  /// The next file's access; where files of the application's own are readable although that predicts otherwise, it
  /// changes their modes itself, and nothing is told.
  private func recordNext(_ collector: DenialCollector, _ reader: Identity) {
    guard let application, let folder = newestFolder(collector) else { return }
    let permissions = application.setting(.uploadPermissions).flatMap { setting in
      UInt32(setting.value.drop { "0oO".contains($0) }, radix: 8).map { ($0, "\(setting.name) (\(setting.source))") }
    }
    var process = application.lead
    process = application.processes.first { $0.identity.uid == application.identity.uid } ?? process
    guard
      let next = NextUpload(in: folder, by: process, permissions: permissions, way: .created, on: scene.machine)
    else { return }
    let isReadable = next.isReadable(to: reader)
    guard isReadable || !collector.hasReadable(of: application.identity.uid, since: process.started + 1) else { return }
    recorder.record(
      TreeNextUpload(
        because: next.because.joined(separator: "; "), folder: folder.path.shown, mode: next.status.octal,
        process: "\(process.name) (pid \(process.pid))", readable: isReadable, way: .created), of: [.route: route.id],
      "The next upload into \(folder.path.shown) will be \(next.status.octal) and \(isReadable ? "readable" : "closed") to \(reader.shown): \(next.because.joined(separator: "; "))"
    )
  }

  /// Where uploads land: the directory of the newest refused file, else the root.
  private func newestFolder(_ collector: DenialCollector) -> Place? {
    guard let sample = collector.samples.first else { return root }
    return sample.file.place.at(sample.file.place.path.removingLastComponent())
  }
}

extension TreePrivateUploads.Kind {
  fileprivate init(_ kind: DenialPattern.Kind) {
    self =
      switch kind {
      case .closedDirectory: .closedDirectory
      case .temporaryFile: .temporaryFile
      case .umask: .umask
      case .lostGroup: .lostGroup
      case .accessList: .accessList
      case .readOnly: .readOnly
      case .modes: .modes
      }
  }
}
