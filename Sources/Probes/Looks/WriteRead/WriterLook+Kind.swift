import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

extension WriterLook {
  /// Tells of a directory whose files do not last: on a container's layer, in memory, below /tmp, in a release, relative.
  func recordKind(of root: Place) {
    let real = scene.walk(root, as: scene.machine.examiner, for: .read).last?.place ?? root
    let setting = route.rootSetting?.name
    recordRelative(root)
    recordTemporary(real, setting)
    recordRelease(real, setting)
    guard let mount = scene.mounts(root.view).mount(of: real.path) else { return }
    let container = HostSummary.container(scene.machine, view: root.view)
    let service = application.flatMap { scene.service(of: $0.lead, environment: $0.environment) }
    let edit = service.map { ComposeEdit(project: $0.0, service: $0.1, machine: scene.machine) }
    let pod = declared
    let podEdit = pod.map { PodEdit(declared: $0, machine: scene.machine) }
    let name = root.path.lastComponent?.string ?? "media"
    if container != "none", mount.type == "overlay", mount.point == "/" {
      record(
        RootOnContainerLayer(
          commands: edit?.addingVolume(named: name, at: root.path) ?? podEdit?.addingClaim(named: name, at: root.path)
            ?? [], compose: service.map { "\($0.1.file.shown):\($0.1.line)" }, container: container,
          manifest: pod.map { $0.workload.place($0.container.line) }, path: root.path.shown, setting: setting),
        "\(root.path.shown) is on the container's own layer: it is gone with the container")
    }
    let emptyDir = pod.flatMap { examined in
      examined.container.mount(of: root.path).flatMap { examined.workload.volume(of: $0) }
    }
    if mount.isPodVolume {
      record(
        RootInMemory(
          commands: emptyDir.flatMap { podEdit?.claiming($0, at: root.path) } ?? [],
          manifest: emptyDir.flatMap { volume in pod.map { $0.workload.place(volume.line) } }, mount: mount.point.shown,
          path: root.path.shown, type: "emptyDir"),
        "\(root.path.shown) is a pod's emptyDir: its files are gone with the pod")
    } else if mount.isMemory, !real.path.starts(with: "/dev/shm") || setting != nil {
      record(
        RootInMemory(
          commands: edit?.addingVolume(
            named: name, at: root.path, instead: service?.1.mount(of: root.path)) ?? [],
          compose: service?.1.mount(of: root.path)?.shown, mount: mount.point.shown, path: root.path.shown,
          type: mount.type), "\(root.path.shown) is on \(mount.type): its files are gone with the next restart")
    }
  }

  private func recordRelative(_ root: Place) {
    guard let setting = route.rootSetting, !setting.value.hasPrefix("/"), let application, let reader = route.readerRoot
    else { return }
    if let read = scene.machine.file(at: reader), let written = scene.machine.file(at: root),
      read.isSame(as: written)
    {
      return
    }
    record(
      RootRelative(
        becomes: root.path.shown, commands: absolute(setting, application, root, reader),
        directory: application.workingDirectory?.shown,
        edit: [edit(setting, application, reader)].compactMap(\.self),
        file: application.layers.written([setting.name])?.file?.path.string,
        reader: reader.path.shown, setting: setting.name, source: setting.source, value: setting.value),
      "\(setting.name)=\(setting.value) is relative: started in \(application.workingDirectory?.shown ?? "?"), the application stores files in \(root.path.shown), while nginx reads \(reader.path.shown)"
    )
  }

  /// The command that writes nginx's directory into the setting; nil where no file says it.
  private func edit(_ setting: Setting, _ application: Application, _ reader: Place) -> String? {
    application.layers.written([setting.name]).flatMap {
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

  private func recordTemporary(_ real: Place, _ setting: String?) {
    guard ["/tmp", "/var/tmp"].contains(where: { real.path.starts(with: FilePath($0)) }) else { return }
    let temporary: [FilePath] = ["/tmp", "/var/tmp", "/run", "/dev/shm"]
    let home = Relocation.home(for: route, in: scene, outside: temporary)
    let commands = home.map { Relocation(route: route, scene: scene, target: $0).commands() } ?? []
    record(
      RootTemporary(
        cleaner: cleaner(), commands: commands, path: real.path.shown, setting: setting,
        source: route.rootSetting?.source, to: commands.isEmpty ? nil : home?.shown),
      "\(real.path.shown) lies in a directory that is cleaned" + (cleaner().map { " (\($0))" } ?? ""))
  }

  private func cleaner() -> String? {
    for folder in ["/etc/cron.daily", "/etc/cron.hourly", "/etc/cron.weekly", "/etc/tmpfiles.d"] {
      for name in scene.machine.entries(of: Place(FilePath(folder)), limit: 200) ?? [] {
        let path = FilePath(folder).appending(name)
        if scene.machine.text(Place(path), limit: 16_384)?.contains("/tmp") == true { return path.shown }
      }
    }
    return nil
  }

  /// `/srv/app/releases/20261104/media`: a component below `releases` is replaced by the next deploy.
  private func recordRelease(_ real: Place, _ setting: String?) {
    let components = Array(real.path.components)
    guard let index = components.firstIndex(where: { $0.string == "releases" }), index + 2 < components.count + 1,
      index + 1 < components.count
    else { return }
    let base = FilePath(root: "/", components[..<index])
    let release = base.appending(components[...(index + 1)].suffix(2))
    let shared = base.appending("shared").appending(FilePath(route.prefix).lastComponent?.string ?? "media")
    record(
      RootInRelease(
        commands: Relocation(route: route, scene: scene, target: shared).commands(),
        current: base.appending("current").shown, path: real.path.shown, release: release.shown, setting: setting,
        shared: shared.shown),
      "\(real.path.shown) lies inside the release \(release.shown), which the next deploy replaces")
  }
}
