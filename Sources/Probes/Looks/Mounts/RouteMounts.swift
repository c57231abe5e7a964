import Diagnostics
import Linux
import Nginx
import SystemPackage

/// The mounts at and above a route's directories.
struct RouteMounts {
  let route: Route
  let scene: Scene
  let recorder: Recorder

  private var subject: Subject { [.route: route.id] }

  /// What a mount covers: files at the same path in the lower directories of the namespace's overlay root.
  func tellHidden() {
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
          "mount.hides-files", by: MountsProbe.id, of: subject,
          "The mount at \(mount.point.shown) covers \(hidden.count) files that the image has in \(root.path.shown), \(first.shown) among them",
          [
            "point": .string(mount.point.shown), "hidden": .int(hidden.count), "example": .string(first.shown),
            "path": .string(root.path.shown), "source": .string(mount.fileSystemRoot),
          ])
      } else {
        tellStale(mount, root, hidden, OverlayLayers(overlay, scene: scene))
      }
    }
  }

  /// Whether two trees hold the same things, be it of two builds with other hashes in their names.
  private static func isOneBuild(_ first: [FilePath], _ second: [FilePath]) -> Bool {
    func name(_ path: FilePath) -> FilePath {
      guard let last = path.lastComponent?.string, let (stem, _, ending) = OldAssets.parts(of: last) else {
        return path
      }
      return path.removingLastComponent().appending("\(stem).\(ending)")
    }
    return !Set(first.map(name)).isDisjoint(with: second.map(name))
  }

  /// A volume that was filled from an older image: files of the image that it lacks, and all of its own are older.
  private func tellStale(_ mount: Mount, _ root: Place, _ image: [FilePath], _ layers: OverlayLayers) {
    guard route.kind == .static, mount.fileSystemRoot.contains("/volumes/") else { return }
    let absent = image.filter { !scene.machine.exists(root.at(root.path.appending($0.components))) }
    guard let example = absent.first else { return }
    let folder = layers.directory(root.path).map { $0.string.shellQuoted } ?? ""
    let target = root.reachable.shellQuoted
    recorder.record(
      "mount.stale-volume", by: MountsProbe.id, of: subject,
      "The volume at \(mount.point.shown) lacks \(absent.count) files that the image has, \(example.shown) among them: it holds an older build",
      [
        "point": .string(mount.point.shown), "volume": .string(volumeName(mount)), "example": .string(example.shown),
        "image_path": .string(root.path.shown),
        "commands": Value(folder.isEmpty ? [] : ["cp -a \(folder)/. \(target)/"]),
      ])
  }

  /// Whether writer and reader, in different namespaces, see one directory.
  func tellShared() {
    guard let writer = route.writerRoot, let reader = route.readerRoot, writer.view != reader.view else { return }
    guard let written = try? scene.machine.status(writer) else { return }
    let read = try? scene.machine.status(reader)
    if let read, read.isSame(as: written) { return tellLinks(below: reader, writer) }
    let sandbox = Sandbox(scene: scene)
    for (place, other, process) in [(writer, reader, writerProcess), (reader, writer, readerProcess)]
    where sandbox.isSandboxed(place.view) {
      guard let process, !sandbox.isSandboxed(other.view) || place == writer else { continue }
      return sandbox.tell(place.path, process, "other-directory", subject, recorder)
    }
    let writerMount = scene.mounts(writer.view).mount(of: writer.path)
    let readerTable = scene.mounts(reader.view)
    if let writerMount, let shared = sharedPoint(writerMount, readerTable) {
      return tellElsewhere(writer, reader, writerMount, shared)
    }
    let readerMount = readerTable.mount(of: reader.path)
    let isMounted = readerMount.map { $0.point != "/" } ?? false
    let words =
      isMounted ? "another volume (\(readerMount.map(volumeName) ?? ""))" : "nothing: the container's own layer"
    let part = declaredPart(writer, reader)
    recorder.record(
      "mount.not-shared", by: MountsProbe.id, of: subject,
      "The application writes to \(writer.path.shown) on \(writerMount.map(volumeName) ?? "its layer"); nginx's \(reader.path.shown) is on \(words)",
      [
        "writer": Value(writerMount.map(volumeName)), "reader": Value(isMounted ? readerMount.map(volumeName) : nil),
        "writer_path": .string(writer.path.shown), "reader_path": .string(reader.path.shown),
        "reader_kind": .string(isMounted ? "other-volume" : "nothing"), "manifest": Value(part?.place),
        "commands": Value(part?.commands ?? []),
      ])
  }

  /// The line of a manifest that mounts another part of the writer's volume for the reader, and its change.
  private func declaredPart(_ writer: Place, _ reader: Place) -> (place: String, commands: [String])? {
    guard let application = route.application.map({ scene.applications[$0] }), let readerProcess,
      let writing = scene.declared(application.lead, environment: application.environment),
      let reading = scene.declared(readerProcess, environment: nil),
      let own = writing.container.mount(of: writer.path), let other = reading.container.mount(of: reader.path),
      let volume = writing.workload.volume(of: own), let second = reading.workload.volume(of: other),
      volume.isSame(as: second, inOnePod: writing.workload.reference == reading.workload.reference)
    else { return nil }
    return (
      reading.workload.place(other.subPathLine ?? other.line),
      PodEdit(one: reading, machine: scene.machine).mountingPart(own.subPath, in: other)
    )
  }

  private var writerProcess: RunningProcess? { route.application.map { scene.applications[$0].lead } }
  private var readerProcess: RunningProcess? { route.nginx.flatMap { scene.nginx[$0].master } }

  /// Where the reader has the writer's volume mounted: the same device and directory of it.
  private func sharedPoint(_ mount: Mount, _ table: MountTable) -> Mount? {
    guard mount.point != "/" else { return nil }
    return table.mounts.last {
      $0.device == mount.device && $0.fileSystemRoot == mount.fileSystemRoot && $0.point != "/"
    }
  }

  private func tellElsewhere(_ writer: Place, _ reader: Place, _ mount: Mount, _ shared: Mount) {
    let below = writer.path.components.dropFirst(mount.point.components.count)
    let there = shared.point.appending(below)
    guard there != reader.path else { return tellLink(on: reader, writer, below: shared.point, mount.point) }
    var data: [String: Value] = [
      "writer_path": .string(writer.path.shown), "shared_at": .string(there.shown),
      "reader_path": .string(reader.path.shown),
    ]
    if let number = route.nginx, let directive = locationRoot(number) {
      let old = directive.arguments.first ?? ""
      let new = Self.value(of: directive, leadingTo: there, instead: reader.path)
      let file = Place(FilePath(directive.position.file), in: scene.nginx[number].view).reachable.shellQuoted
      data["file"] = .string(directive.position.file)
      data["line"] = .int(directive.position.line)
      if let new {
        data["commands"] = Value([
          "sed -i '\(directive.position.line)s#\(old);#\(new);#' \(file) && \(scene.nginx[number].reloadCommand)"
        ])
      }
    }
    recorder.record(
      "mount.shared-elsewhere", by: MountsProbe.id, of: subject,
      "nginx has the application's volume mounted at \(shared.point.shown), but looks in \(reader.path.shown)", data)
  }

  /// What an alias or root has to say for the same location to lead to another directory; nil where a root cannot, since the
  /// directory does not end as the location does.
  private static func value(of directive: Directive, leadingTo place: FilePath, instead old: FilePath) -> String? {
    let written = directive.arguments.first ?? ""
    if directive.name == "alias" { return place.string + (written.hasSuffix("/") ? "/" : "") }
    let bare = written.hasSuffix("/") ? String(written.dropLast()) : written
    guard old.string.hasPrefix(bare + "/") else { return nil }
    let tail = old.string.dropFirst(bare.count)
    return place.string.hasSuffix(tail) && place.string != tail ? String(place.string.dropLast(tail.count)) : nil
  }

  /// Links in the shared directory itself whose targets only the writer has.
  private func tellLinks(below reader: Place, _ writer: Place) {
    let names = (try? scene.machine.names(in: reader, limit: 200)) ?? []
    for name in names.sorted(by: { $0.string < $1.string }) {
      let link = reader.at(reader.path.appending(name))
      if tellLink(link, writer.at(writer.path.appending(name))) { return }
    }
  }

  /// The link on the way from the shared mount to the reader's directory.
  private func tellLink(on reader: Place, _ writer: Place, below shared: FilePath, _ point: FilePath) {
    let tail = reader.path.components.dropFirst(shared.components.count)
    for count in 1...max(1, tail.count) {
      let part = tail.prefix(count)
      if tellLink(reader.at(shared.appending(part)), writer.at(point.appending(part))) { return }
    }
  }

  /// Tells of a link that leads the reader nowhere and the writer to files.
  private func tellLink(_ link: Place, _ counterpart: Place) -> Bool {
    guard let own = try? scene.machine.status(link, followingLinks: false), own.kind == .symlink,
      let target = try? scene.machine.linkTarget(link), !scene.machine.exists(link),
      let there = try? scene.machine.status(counterpart), there.kind != .symlink
    else { return false }
    recorder.record(
      "mount.link-into-image", by: MountsProbe.id, of: subject,
      "\(link.path.shown) on the shared volume is a link to \(target.shown), which the application's container has and nginx's has not",
      ["link": .string(link.path.shown), "target": .string(target.shown)])
    return true
  }

  private func locationRoot(_ number: Int) -> Directive? {
    let servers = scene.nginx[number].configuration.servers
    let location = servers.flatMap(\.locations).first { location in
      location.pattern.text == route.prefix || location.pattern.text + "/" == route.prefix
    }
    return location?.settings.documentRoot
  }

  /// An empty volume where the route's files are expected.
  func tellEmpty() {
    guard let root = route.readerRoot ?? route.writerRoot, route.kind != .media || route.rootSetting == nil else {
      return
    }
    guard let mount = scene.mounts(root.view).mount(of: root.path), mount.point != "/" else { return }
    guard (try? scene.machine.names(in: Place(mount.point, in: root.view), limit: 2))?.isEmpty == true else { return }
    recorder.record(
      "mount.empty-volume", by: MountsProbe.id, of: subject,
      "\(mount.point.shown), where the files of \(route.prefix) are expected, is an empty mount (\(volumeName(mount)))",
      [
        "point": .string(mount.point.shown), "source": .string(mount.fileSystemRoot), "path": .string(root.path.shown),
        "volume": .string(volumeName(mount)),
      ])
  }

  /// The volume's name where the mounted directory is an engine's volume; else the directory.
  private func volumeName(_ mount: Mount) -> String {
    let parts = mount.fileSystemRoot.split(separator: "/").map(String.init)
    if let index = parts.firstIndex(of: "volumes"), index + 2 < parts.count, parts[index + 2] == "_data" {
      return "volume \(parts[index + 1])"
    }
    return mount.type == "overlay" ? "the container's layer" : "\(mount.fileSystemRoot) of \(mount.source)"
  }
}

/// The directories of which an overlay root is made, as the host sees them.
struct OverlayLayers {
  private let layers: [FilePath]
  private let scene: Scene

  init(_ mount: Mount, scene: Scene) {
    self.scene = scene
    let options = mount.superOptions.compactMap { option in
      option.hasPrefix("lowerdir=") ? String(option.dropFirst(9)) : nil
    }
    layers = options.flatMap { $0.split(separator: ":").map { FilePath(unescapedOption(String($0))) } }.filter(
      \.isAbsolute)
  }

  /// The files below a directory in the uppermost layer that has it, as relative paths; empty where none can be seen.
  func files(below path: FilePath) -> [FilePath] {
    guard let folder = directory(path) else { return [] }
    return Listing.of(Place(folder), on: scene.machine, limit: 500).files.map(\.relative)
  }

  /// A directory of the image on the host.
  func directory(_ path: FilePath) -> FilePath? {
    layers.map { $0.appending(path.components) }.first { folder in
      ((try? scene.machine.names(in: Place(folder), limit: 1)) ?? []).isEmpty == false
    }
  }
}

/// Overlay options escape a colon in a path as `\:`.
private func unescapedOption(_ text: String) -> String { text.replacingAll("\\:", by: ":") }
