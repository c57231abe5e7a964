import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// One route's directories, told so that another report's can be held against them.
struct RootLook {
  let route: Route
  let scene: Scene
  let recorder: Recorder

  func record() {
    if let root = route.writerRoot {
      let application = route.application.map { scene.applications[$0] }
      record(root, .writer, application?.program, application?.identity, setting: route.rootSetting?.name)
    }
    if let root = route.readerRoot, route.handler == "nginx-file", let number = route.nginx {
      let instance = scene.nginx[number]
      record(root, .reader, instance.isRunning ? "nginx" : nil, instance.worker, setting: nil)
    }
    guard route.kind == .static || route.prefix == "/" else { return }
    for found in ManifestSearch(scene: scene).manifests(of: route) { recordRelease(found) }
  }

  private func record(_ root: Place, _ side: RootSeen.Side, _ program: String?, _ identity: Identity?, setting: String?)
  {
    let real = scene.walk(root, as: scene.machine.examiner, for: .read).last?.place ?? root
    let status = scene.machine.file(at: root)
    let mount = scene.mounts(root.view).mount(of: real.path)
    let listing = status?.kind == .directory ? Listing.of(root, on: scene.machine, limit: 3000) : nil
    let files = (listing?.files ?? []).sorted { $0.status.modified > $1.status.modified }
    let most = 40
    let gids = identity.map { [Int($0.gid)] + $0.groups.map { Int($0) } } ?? []
    recorder.record(
      RootSeen(
        boot: boot, container: HostSummary.container(scene.machine, view: root.view),
        device: status.map { String($0.device) },
        gids: gids,
        inode: status.map { String($0.inode) }, isComplete: files.count <= most && listing?.isPartial == false,
        kind: route.kind.rawValue, mountDevice: mount?.device, mountRoot: mount?.fileSystemRoot,
        newest: files.prefix(most).map { seen($0).text }, now: scene.machine.now, path: root.path.shown,
        point: mount?.point.shown, prefix: route.prefix, program: program, setting: setting,
        side: side, source: mount?.source,
        state: status == nil ? .absent : files.isEmpty ? .empty : .filled, type: mount?.type,
        uid: identity.map { Int($0.uid) }, volume: mount?.shownSource), of: [.route: route.id],
      "\(root.path.shown), where \(program ?? "the application") \(side == .writer ? "stores" : "reads") the files of \(route.prefix), "
        + (status == nil ? "is not there" : "is on \(mount.map(\.shownSource) ?? "?"); \(files.count) files"))
  }

  /// The running kernel's own id, which its containers share.
  private var boot: String? {
    scene.machine.text(Place("/proc/sys/kernel/random/boot_id"), limit: 64)?.split(separator: "\n").first.map(
      String.init)
  }

  private func seen(_ file: Listing.Entry) -> SeenFile {
    let content = scene.machine.bytes(of: file.place, limit: 65_536)
    return SeenFile(
      name: file.relative.shown, size: file.status.size, modified: file.status.modified,
      digest: content.map { String(ContentDigest.sha256($0).prefix(16)) } ?? "-", mode: file.status.octal,
      uid: Int(file.status.uid), gid: Int(file.status.gid))
  }

  private func recordRelease(_ found: ManifestSearch.Found) {
    let paths = found.manifest.paths
    recorder.record(
      ReleaseSeen(
        digest: String(ContentDigest.sha256(Array(paths.joined(separator: "\n").utf8)).prefix(16)),
        manifest: found.place.path.shown, name: found.place.path.lastComponent?.string,
        names: Set(paths.prefix(200).map { AssetName.bare($0) }).sorted(), paths: Array(paths.prefix(200)),
        prefix: route.prefix, tool: found.manifest.tool.rawValue), of: [.route: route.id],
      "\(found.place.path.shown) names \(paths.count) built files")
  }
}

extension Mount {
  /// The volume's name where the mounted directory is an engine's volume; else the directory and its source.
  var shownSource: String {
    let parts = fileSystemRoot.split(separator: "/").map(String.init)
    if let index = parts.firstIndex(of: "volumes"), index + 2 < parts.count, parts[index + 2] == "_data" {
      return "volume \(parts[index + 1])"
    }
    return type == "overlay" ? "the container's layer" : "\(fileSystemRoot) of \(source)"
  }
}
