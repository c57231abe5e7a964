import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// The mounts at and above a route's directories.
struct RouteMounts {
  let route: Route
  let scene: Scene
  let recorder: Recorder

  var subject: Subject { [.route: route.id] }

  /// Whether writer and reader, in different namespaces, see one directory.
  func recordShared() {
    guard let writer = route.writerRoot, let reader = route.readerRoot, writer.view != reader.view else { return }
    guard let written = scene.machine.file(at: writer) else { return }
    let read = scene.machine.file(at: reader)
    if let read, read.isSame(as: written) { return recordLinks(below: reader, writer) }
    let sandbox = Sandbox(scene: scene)
    for (place, other, process) in [(writer, reader, writerProcess), (reader, writer, readerProcess)]
    where sandbox.isSandboxed(place.view) {
      guard let process, !sandbox.isSandboxed(other.view) || place == writer else { continue }
      return sandbox.record(place.path, process, .otherDirectory, subject, recorder)
    }
    let writerMount = scene.mounts(writer.view).mount(of: writer.path)
    let readerTable = scene.mounts(reader.view)
    if let writerMount, let shared = sharedPoint(writerMount, readerTable) {
      return recordElsewhere(writer, reader, writerMount, shared)
    }
    let readerMount = readerTable.mount(of: reader.path)
    let isMounted = readerMount.map { $0.point != "/" } ?? false
    let words =
      isMounted ? "another volume (\(readerMount.map(volumeName) ?? ""))" : "nothing: the container's own layer"
    let part = declaredPart(writer, reader)
    recorder.record(
      MountNotShared(
        commands: part?.commands ?? [], manifest: part?.place, reader: isMounted ? readerMount.map(volumeName) : nil,
        readerKind: isMounted ? .otherVolume : .nothing, readerPath: reader.path.shown,
        writer: writerMount.map(volumeName), writerPath: writer.path.shown), of: subject,
      "The application writes to \(writer.path.shown) on \(writerMount.map(volumeName) ?? "its layer"); nginx's \(reader.path.shown) is on \(words)"
    )
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
      PodEdit(declared: reading, machine: scene.machine).mountingPart(own.subPath, in: other)
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

  private func recordElsewhere(_ writer: Place, _ reader: Place, _ mount: Mount, _ shared: Mount) {
    let below = writer.path.components.dropFirst(mount.point.components.count)
    let there = shared.point.appending(below)
    guard there != reader.path else { return recordLink(on: reader, writer, below: shared.point, mount.point) }
    var fact = MountSharedElsewhere(
      readerPath: reader.path.shown, sharedAt: there.shown, writerPath: writer.path.shown)
    if let number = route.nginx, let directive = locationRoot(number) {
      let old = directive.arguments.first ?? ""
      let new = Self.value(of: directive, leadingTo: there, instead: reader.path)
      let file = Place(FilePath(directive.position.file), in: scene.nginx[number].view).reachable
      (fact.file, fact.line) = (directive.position.file, directive.position.line)
      if let new {
        let edit = SedScript.replacing(old, by: new, atTheEndOf: directive).command(on: file)
        fact.commands = ["\(edit) && \(scene.nginx[number].reloadCommand)"]
      }
    }
    recorder.record(
      fact, of: subject,
      "nginx has the application's volume mounted at \(shared.point.shown), but looks in \(reader.path.shown)")
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

  private func locationRoot(_ number: Int) -> Directive? {
    let servers = scene.nginx[number].configuration.servers
    let location = servers.flatMap(\.locations).first { location in
      location.pattern.text == route.prefix || location.pattern.text + "/" == route.prefix
    }
    return location?.settings.documentRoot
  }

  /// The volume's name where the mounted directory is an engine's volume; else the directory.
  func volumeName(_ mount: Mount) -> String {
    let parts = mount.fileSystemRoot.split(separator: "/").map(String.init)
    if let index = parts.firstIndex(of: "volumes"), index + 2 < parts.count, parts[index + 2] == "_data" {
      return "volume \(parts[index + 1])"
    }
    return mount.type == "overlay" ? "the container's layer" : "\(mount.fileSystemRoot) of \(mount.source)"
  }
}
