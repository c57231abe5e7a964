import Diagnostics
import Linux
import Nginx
import SystemPackage

/// One route's directories, as the application writes to them and as nginx reads them.
struct WriterLook {
  let route: Route
  let scene: Scene
  let recorder: Recorder

  private var subject: Subject { [.route: route.id] }
  private var application: Application? { route.application.map { scene.applications[$0] } }

  private func record(_ kind: String, _ summary: String, _ data: [String: Value]) {
    recorder.record(kind, by: WriteReadProbe.id, of: subject, summary, data)
  }

  /// Whether objects go to a bucket, so that the local directory does not matter.
  private var isRemote: Bool { application?.storesInBucket ?? false }

  // MARK: the writer

  func tellWriter() {
    guard let root = route.writerRoot, !isRemote else { return }
    tellKind(of: root)
    guard let application else { return }
    let place = nearest(root)
    Sandbox(scene: scene).tellDeclared(place.path, application.lead, subject, recorder)
    let walk = scene.walk(place, as: application.identity, for: .write)
    guard let denial = Denial(walk, in: scene) else {
      if tellFolders(below: root, application) { return }
      if walk.isAllowed == true {
        record(
          "path.allowed", "\(application.identity.shown) may create files in \(place.path.shown)",
          ["for": "writer", "path": .string(place.path.shown), "identity": .string(application.identity.shown)])
        record("root.writable", "The mount of \(place.path.shown) can be written", ["path": .string(place.path.shown)])
      }
      return
    }
    tell(denial, root, application)
  }

  private func tell(_ denial: Denial, _ root: Place, _ application: Application) {
    if denial.permission.rule == .readOnly { return tellReadOnly(denial, root, application) }
    denial.record(as: "writer", by: WriteReadProbe.id, of: subject, into: recorder)
    guard let one = declared, let mount = one.container.mount(of: root.path),
      let volume = one.workload.volume(of: mount)
    else { return }
    PodGroupLook(one: one, scene: scene, recorder: recorder).tell(volume, root.path, subject)
  }

  /// The container of a manifest from which the application was made.
  private var declared: DeclaredContainer? {
    application.flatMap { scene.declared($0.lead, environment: $0.environment) }
  }

  /// The place itself, or the directory in which the application would have to create it.
  private func nearest(_ place: Place) -> Place {
    var place = place
    while (try? scene.machine.status(place)) == nil, place.path.components.count > 1 {
      place.path.removeLastComponent()
    }
    return place
  }

  /// Directories below the root in which uploads land: the one that settings or the log name, and those called so.
  ///
  /// Returns whether one of them is closed to the application.
  private func tellFolders(below root: Place, _ application: Application) -> Bool {
    var isDenied = false
    let named = application.setting(.uploadSubdirectory)?.value
    let failed = recorder.observations.filter { $0.kind == "app.write-failed" }.compactMap { $0.data["path"]?.text }
    let listing = Listing.of(root, on: scene.machine, limit: 1500)
    let newest = listing.files.max { $0.status.modified < $1.status.modified }?.place.path.removingLastComponent()
    for folder in listing.directories {
      let name = folder.relative.lastComponent?.string ?? ""
      let isNamed = name == named || ["uploads", "upload", "incoming"].contains(name.lowercased())
      let isLogged = failed.contains { $0.hasPrefix(folder.place.path.string + "/") }
      guard isNamed || isLogged || folder.place.path == newest else { continue }
      let walk = scene.walk(folder.place, as: application.identity, for: .write)
      guard let denial = Denial(walk, in: scene), isNamed || isLogged || denial.status.uid != application.identity.uid
      else { continue }
      tell(denial, folder.place, application)
      isDenied = true
    }
    return isDenied
  }

  private func tellReadOnly(_ denial: Denial, _ root: Place, _ application: Application) {
    guard let mount = denial.component.mount else { return }
    let own = scene.mounts(.own).mount(of: root.path)
    let isContainer = HostSummary.container(scene.machine, view: application.view) != "none"
    if application.view != .own, !isContainer, own?.isReadOnly == false {
      return Sandbox(scene: scene).tell(root.path, application.lead, "read-only", subject, recorder)
    }
    let expected = expectation(of: mount, in: application.view)
    let isFileSystem = mount.isFileSystemReadOnly
    let target = Place(mount.point, in: application.view).path.shellQuoted
    var commands = application.view == .own ? ["mount -o remount,rw \(target)"] : []
    let service = scene.service(of: application.lead, environment: application.environment)
    let declared = service?.1.mount(of: root.path)
    if let service, let declared, declared.isReadOnly {
      commands = ComposeEdit(project: service.0, service: service.1, machine: scene.machine).makingWritable(declared)
    }
    let pod = self.declared
    let podMount = pod?.container.mount(of: root.path)
    if let pod, let podMount { commands = PodEdit(one: pod, machine: scene.machine).makingWritable(podMount) }
    let manifest = podMount.flatMap { mount in pod?.workload.place(mount.readOnlyLine ?? mount.line) }
    record(
      "root.read-only",
      "\(mount.point.shown), which holds \(root.path.shown), is mounted read-only"
        + (expected.mode == "rw" ? " though \(expected.source) says rw" : ""),
      [
        "path": .string(root.path.shown), "mount": .string(mount.point.shown),
        "level": .string(isFileSystem ? "filesystem" : "mount"),
        "expected": .string(expected.mode), "source": .string(declared?.shown ?? manifest ?? expected.source),
        "commands": Value(commands), "compose": Value(declared?.shown), "manifest": Value(manifest),
      ])
  }

  /// What fstab says of a mount point.
  private func expectation(of mount: Mount, in view: Viewpoint) -> (mode: String, source: String) {
    guard view == .own else { return ("unknown", "") }
    for (number, line) in (scene.machine.text(Place("/etc/fstab")) ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard fields.count >= 4, !line.hasPrefix("#"), FilePath(String(fields[1])) == mount.point else { continue }
      return (fields[3].split(separator: ",").contains("ro") ? "ro" : "rw", "/etc/fstab:\(number + 1)")
    }
    return ("unknown", "")
  }

  // MARK: the directory's kind

  private func tellKind(of root: Place) {
    let real = scene.walk(root, as: scene.machine.examiner, for: .read).last?.place ?? root
    let setting = route.rootSetting?.name
    tellRelative(root)
    tellTemporary(real, setting)
    tellRelease(real, setting)
    guard let mount = scene.mounts(root.view).mount(of: real.path) else { return }
    let container = HostSummary.container(scene.machine, view: root.view)
    let service = application.flatMap { scene.service(of: $0.lead, environment: $0.environment) }
    let edit = service.map { ComposeEdit(project: $0.0, service: $0.1, machine: scene.machine) }
    let pod = declared
    let podEdit = pod.map { PodEdit(one: $0, machine: scene.machine) }
    let name = root.path.lastComponent?.string ?? "media"
    if container != "none", mount.type == "overlay", mount.point == "/" {
      record(
        "root.on-container-layer", "\(root.path.shown) is on the container's own layer: it is gone with the container",
        [
          "path": .string(root.path.shown), "container": .string(container), "setting": Value(setting),
          "compose": Value(service.map { "\($0.1.file.shown):\($0.1.line)" }),
          "manifest": Value(pod.map { $0.workload.place($0.container.line) }),
          "commands": Value(
            edit?.addingVolume(named: name, at: root.path) ?? podEdit?.addingClaim(named: name, at: root.path) ?? []),
        ])
    }
    let emptyDir = pod.flatMap { one in one.container.mount(of: root.path).flatMap { one.workload.volume(of: $0) } }
    if mount.isPodVolume {
      record(
        "root.in-memory", "\(root.path.shown) is a pod's emptyDir: its files are gone with the pod",
        [
          "path": .string(root.path.shown), "type": "emptyDir", "mount": .string(mount.point.shown),
          "manifest": Value(emptyDir.flatMap { volume in pod.map { $0.workload.place(volume.line) } }),
          "commands": Value(emptyDir.flatMap { podEdit?.claiming($0, at: root.path) } ?? []),
        ])
    } else if mount.isMemory, !real.path.starts(with: "/dev/shm") || setting != nil {
      record(
        "root.in-memory", "\(root.path.shown) is on \(mount.type): its files are gone with the next restart",
        [
          "path": .string(root.path.shown), "type": .string(mount.type), "mount": .string(mount.point.shown),
          "compose": Value(service?.1.mount(of: root.path)?.shown),
          "commands": Value(
            edit?.addingVolume(
              named: name, at: root.path, instead: service?.1.mount(of: root.path)) ?? []),
        ])
    }
  }

  private func tellRelative(_ root: Place) {
    guard let setting = route.rootSetting, !setting.value.hasPrefix("/"), let application, let reader = route.readerRoot
    else { return }
    if let read = try? scene.machine.status(reader), let written = try? scene.machine.status(root),
      read.isSame(as: written)
    {
      return
    }
    record(
      "root.relative",
      "\(setting.name)=\(setting.value) is relative: started in \(application.workingDirectory?.shown ?? "?"), the application stores files in \(root.path.shown), while nginx reads \(reader.path.shown)",
      [
        "setting": .string(setting.name), "value": .string(setting.value), "source": .string(setting.source),
        "directory": Value(application.workingDirectory?.shown), "becomes": .string(root.path.shown),
        "reader": .string(reader.path.shown),
        "file": Value(application.files.first { $0.settings.contains { $0.name == setting.name } }?.path.string),
        "commands": Value(absolute(setting, application, root, reader)),
      ])
  }

  /// The commands that write nginx's directory into the setting, bring the files there and start the process again.
  private func absolute(_ setting: Setting, _ application: Application, _ root: Place, _ reader: Place) -> [String] {
    guard root.view == reader.view, root.view == .own,
      let written = application.files.lazy.flatMap(\.settings).last(where: { $0.name == setting.name }),
      let edit = SettingEdit(setting: written, value: withoutSlash(reader.path)).command(on: scene.machine)
    else { return [] }
    var restart = Restart(application: application, scene: scene)
    if application.environment?[setting.name] != nil {
      restart.entries = [(setting.name, withoutSlash(reader.path))]
    }
    let hasFiles = !Listing.of(root, on: scene.machine, limit: 50).files.isEmpty
    let copy = hasFiles ? ["cp -an \(root.path.shellQuoted)/. \(reader.path.shellQuoted)/"] : []
    let again = restart.commands()
    return again.isEmpty ? [] : [edit] + copy + again
  }

  private func withoutSlash(_ path: FilePath) -> String {
    path.string.count > 1 && path.string.hasSuffix("/") ? String(path.string.dropLast()) : path.string
  }

  private func tellTemporary(_ real: Place, _ setting: String?) {
    guard ["/tmp", "/var/tmp"].contains(where: { real.path.starts(with: FilePath($0)) }) else { return }
    let temporary: [FilePath] = ["/tmp", "/var/tmp", "/run", "/dev/shm"]
    let home = Relocation.home(for: route, in: scene, outside: temporary)
    let commands = home.map { Relocation(route: route, scene: scene, target: $0).commands() } ?? []
    record(
      "root.temporary", "\(real.path.shown) lies in a directory that is cleaned" + (cleaner().map { " (\($0))" } ?? ""),
      [
        "to": Value(commands.isEmpty ? nil : home?.shown), "commands": Value(commands),
        "path": .string(real.path.shown), "setting": Value(setting), "source": Value(route.rootSetting?.source),
        "cleaner": Value(cleaner()),
      ])
  }

  private func cleaner() -> String? {
    for folder in ["/etc/cron.daily", "/etc/cron.hourly", "/etc/cron.weekly", "/etc/tmpfiles.d"] {
      for name in (try? scene.machine.names(in: Place(FilePath(folder)), limit: 200)) ?? [] {
        let path = FilePath(folder).appending(name)
        if scene.machine.text(Place(path), limit: 16_384)?.contains("/tmp") == true { return path.shown }
      }
    }
    return nil
  }

  /// `/srv/app/releases/20261104/media`: a component below `releases` is replaced by the next deploy.
  private func tellRelease(_ real: Place, _ setting: String?) {
    let components = Array(real.path.components)
    guard let index = components.firstIndex(where: { $0.string == "releases" }), index + 2 < components.count + 1,
      index + 1 < components.count
    else { return }
    let base = FilePath(root: "/", components[..<index])
    let release = base.appending(components[...(index + 1)].suffix(2))
    let shared = base.appending("shared").appending(FilePath(route.prefix).lastComponent?.string ?? "media")
    record(
      "root.in-release", "\(real.path.shown) lies inside the release \(release.shown), which the next deploy replaces",
      [
        "path": .string(real.path.shown), "release": .string(release.shown),
        "current": .string(base.appending("current").shown),
        "setting": Value(setting), "shared": .string(shared.shown),
        "commands": Value(Relocation(route: route, scene: scene, target: shared).commands()),
      ])
  }

  // MARK: writer against reader

  func tellRoots() {
    guard let writer = route.writerRoot, let reader = route.readerRoot, !isRemote, route.handler == "nginx-file" else {
      return
    }
    guard let written = try? scene.machine.status(writer) else { return }
    if let read = try? scene.machine.status(reader), read.isSame(as: written) {
      return record(
        "roots.same", "\(writer.path.shown) of the application and \(reader.path.shown) of nginx are one directory",
        ["writer": .string(writer.path.shown), "reader": .string(reader.path.shown)])
    }
    guard writer.view == reader.view else { return }
    let files = Listing.of(writer, on: scene.machine, limit: 1500).files.sorted {
      $0.status.modified > $1.status.modified
    }.prefix(200)
    let missing = files.filter { !scene.machine.exists(reader.at(reader.path.appending($0.relative.components))) }
    guard let example = missing.first else { return }
    var data: [String: Value] = [
      "writer": .string(writer.path.shown), "reader": .string(reader.path.shown),
      "setting": Value(route.rootSetting?.name),
      "source": Value(route.rootSetting?.source), "example": .string(example.relative.shown),
      "missing": .int(missing.count),
    ]
    data.merge(redirected(to: writer)) { own, _ in own }
    record(
      "roots.differ",
      "The application stores files in \(writer.path.shown) (\(route.rootSetting?.name ?? "")), nginx serves \(reader.path.shown): \(missing.count) of \(files.count) files are missing there, \(example.relative.shown) among them",
      data)
  }

  /// The change of nginx's directive that leads to the application's directory.
  private func redirected(to writer: Place) -> [String: Value] {
    guard let number = route.nginx else { return [:] }
    let instance = scene.nginx[number]
    let location = instance.configuration.servers.flatMap(\.locations).first { $0.pattern.text == route.prefix }
    guard let directive = location?.settings.documentRoot, directive.name == "alias",
      let old = directive.arguments.first,
      location?.directive.block?.contains(where: { $0.id == directive.id }) == true
    else { return [:] }
    let new = writer.path.string + (old.hasSuffix("/") ? "/" : "")
    let file = Place(FilePath(directive.position.file), in: instance.view).reachable.shellQuoted
    return [
      "file": .string(directive.position.file), "line": .int(directive.position.line),
      "commands": Value(["sed -i '\(directive.position.line)s#\(old);#\(new);#' \(file) && \(instance.reloadCommand)"]),
    ]
  }

  private func isNamed(_ host: String, in instance: NginxInstance) -> Bool {
    host == "localhost" || instance.configuration.servers.contains { $0.names.contains(host) }
  }

  /// Whether the prefix that the application emits is served, or another one in its place.
  func tellURL() {
    guard let setting = route.urlSetting, let root = route.writerRoot, let number = route.nginx,
      route.handler != "nginx-file"
    else { return }
    let instance = scene.nginx[number]
    let server = instance.configuration.servers.first {
      $0.names.contains(CaseDiscovery.authority(of: route.base).host)
    }
    if setting.value.contains("//"), !isNamed(CaseDiscovery.authority(of: setting.value).host, in: instance) { return }
    let locations = (server.map { [$0] } ?? instance.configuration.servers).flatMap(\.locations).filter { location in
      !location.pattern.isRegex && location.pattern.text != "/" && location.pattern.text != route.prefix
        && location.effective("internal").isEmpty
    }
    let serving = locations.first { location in
      guard location.handler == .file, let directive = location.settings.documentRoot,
        let path = directive.arguments.first
      else { return false }
      let folder =
        directive.name == "alias"
        ? FilePath(path) : FilePath(path).appending(FilePath(location.pattern.text).components)
      return folder == root.path
    }
    guard let serving else { return }
    let file = Place(FilePath(serving.position.file), in: instance.view).reachable.shellQuoted
    let line = "location \(serving.pattern.text)"
    record(
      "url.unserved",
      "The application emits URLs below \(route.prefix) (\(setting.name), \(setting.source)); nginx serves \(root.path.shown) below \(serving.pattern.text)",
      [
        "setting": .string(setting.name), "value": .string(setting.value), "source": .string(setting.source),
        "served": .string(serving.pattern.text), "root": .string(root.path.shown),
        "file": .string(serving.position.file),
        "line": .int(serving.position.line),
        "commands": Value([
          "sed -i '\(serving.position.line)s#\(line)#location \(route.prefix)#' \(file) && \(instance.reloadCommand)"
        ]),
      ])
  }
}
