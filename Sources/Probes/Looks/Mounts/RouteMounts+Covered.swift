import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What mounts hide, keep from an older build, or bring nothing to.
extension RouteMounts {
  /// What a mount covers: files at the same path in the lower directories of the namespace's overlay root.
  func recordHidden() {
    for root in Set([route.writerRoot, route.readerRoot].compactMap { $0 }) {
      let table = scene.mounts(root.view)
      guard let mount = table.mount(of: root.path), mount.point != "/",
        let overlay = table.mounts.last(where: { $0.point == "/" }),
        overlay.type == "overlay"
      else { continue }
      let hidden = OverlayLayers(overlay, scene: scene).files(below: root.path)
      let visible = Listing.of(root, on: scene.machine, limit: 200).files.map(\.relative)
      guard let first = hidden.first else { continue }
      if !Self.isOneBuild(hidden, visible) {
        recorder.record(
          MountHidesFiles(
            example: first.shown, hidden: hidden.count, path: root.path.shown, point: mount.point.shown,
            source: mount.fileSystemRoot), of: subject,
          "The mount at \(mount.point.shown) covers \(hidden.count) files that the image has in \(root.path.shown), \(first.shown) among them"
        )
      } else {
        recordStale(mount, root, hidden, OverlayLayers(overlay, scene: scene))
      }
    }
  }

  /// Whether two trees hold the same things, be it of two builds with other hashes in their names.
  private static func isOneBuild(_ first: [FilePath], _ second: [FilePath]) -> Bool {
    func name(_ path: FilePath) -> FilePath {
      guard let last = path.lastComponent?.string, let (stem, _, ending) = HashedName.parts(of: last) else {
        return path
      }
      return path.removingLastComponent().appending("\(stem).\(ending)")
    }
    return !Set(first.map(name)).isDisjoint(with: second.map(name))
  }

  /// A volume that was filled from an older image: files of the image that it lacks, and all of its own are older.
  private func recordStale(_ mount: Mount, _ root: Place, _ image: [FilePath], _ layers: OverlayLayers) {
    guard route.kind == .static, mount.fileSystemRoot.contains("/volumes/") else { return }
    let absent = image.filter { !scene.machine.exists(root.at(root.path.appending($0.components))) }
    guard let example = absent.first else { return }
    let folder = layers.directory(root.path).map { $0.string.shellQuoted } ?? ""
    let target = root.reachable.shellQuoted
    recorder.record(
      MountStaleVolume(
        commands: folder.isEmpty ? [] : ["cp -a \(folder)/. \(target)/"], example: example.shown,
        imagePath: root.path.shown, point: mount.point.shown, volume: volumeName(mount)), of: subject,
      "The volume at \(mount.point.shown) lacks \(absent.count) files that the image has, \(example.shown) among them: it holds an older build"
    )
  }

  /// An empty volume where the route's files are expected.
  func recordEmpty() {
    guard let root = route.readerRoot ?? route.writerRoot, route.kind != .media || route.rootSetting == nil else {
      return
    }
    guard let mount = scene.mounts(root.view).mount(of: root.path), mount.point != "/" else { return }
    guard scene.machine.entries(of: Place(mount.point, in: root.view), limit: 2)?.isEmpty == true else { return }
    recorder.record(
      MountEmptyVolume(
        path: root.path.shown, point: mount.point.shown, source: mount.fileSystemRoot, volume: volumeName(mount)),
      of: subject,
      "\(mount.point.shown), where the files of \(route.prefix) are expected, is an empty mount (\(volumeName(mount)))")
  }
}
