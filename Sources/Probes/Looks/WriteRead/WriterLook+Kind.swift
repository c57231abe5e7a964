import Diagnostics
import Linux
import Notation
import SystemPackage

extension WriterLook {
  /// Tells of a directory whose files do not last: on a container's layer, in memory, below /tmp, in a release, relative.
  func tellKind(of root: Place) {
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
        "edit": Value([edit(setting, application, reader)].compactMap(\.self)),
        "commands": Value(absolute(setting, application, root, reader)),
      ])
  }

  /// The command that writes nginx's directory into the setting; nil where no file says it.
  private func edit(_ setting: Setting, _ application: Application, _ reader: Place) -> String? {
    application.files.lazy.flatMap(\.settings).last { $0.name == setting.name }.flatMap {
      SettingEdit(setting: $0, value: withoutSlash(reader.path)).command(on: scene.machine)
    }
  }

  /// The commands that write nginx's directory into the setting, bring the files there and start the process again.
  private func absolute(_ setting: Setting, _ application: Application, _ root: Place, _ reader: Place) -> [String] {
    guard root.view == reader.view, root.view == .own, let edit = edit(setting, application, reader) else { return [] }
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
}
