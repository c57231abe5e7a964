import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What follows from a manifest that the user named for the directory to which a container's uploads go.
struct DeclaredLook {
  let declared: DeclaredContainer
  let scene: Scene
  let recorder: Recorder

  private var container: PodContainer { declared.container }
  private var workload: PodWorkload { declared.workload }
  private var edit: PodEdit { PodEdit(declared: declared, machine: scene.machine) }

  func record() {
    recordSettings()
    guard !container.storesInBucket else { return }
    if let setting = container.setting(.mediaRoot), setting.value.hasPrefix("/") {
      recordUploads(FilePath(setting.value), setting)
    }
    recordParts()
  }

  private var subject: Subject { [.process: "\(workload.reference)/\(container.name)"] }

  private func recordSettings() {
    var seen: Set<String> = []
    for setting in container.environment.reversed()
    where SettingRole.isTelling(setting.name) && seen.insert(setting.name).inserted {
      let shown = Redactor.isSecretName(setting.name) ? "(secret)" : setting.value
      recorder.record(
        AppSetting(name: setting.name, source: setting.source, value: shown), of: subject,
        "\(setting.name)=\(shown) (\(setting.source))")
    }
  }

  // MARK: the directory of uploads

  private func recordUploads(_ root: FilePath, _ setting: Setting) {
    let about: Subject = [.path: root.shown, .process: "\(workload.reference)/\(container.name)"]
    guard let mount = container.mount(of: root), let volume = workload.volume(of: mount) else {
      return recordUnmounted(root, setting, about)
    }
    let place = workload.place(mount.line)
    if mount.isReadOnly || volume.isReadOnly || volume.kind.isFixed {
      recorder.record(
        RootReadOnly(
          commands: volume.isReadOnly || volume.kind.isFixed ? [] : edit.makingWritable(mount), expected: .unknown,
          level: .mount, manifest: place, mount: mount.path.shown, path: root.shown, source: place), of: about,
        "\(place) mounts \(volume.shown) read-only at \(mount.path.shown), and \(container.name) of \(workload.reference) stores uploads in \(root.shown) (\(setting.name), \(setting.source))"
      )
    } else if volume.kind == .emptyDir {
      recorder.record(
        RootInMemory(
          commands: edit.claiming(volume, at: root), manifest: workload.place(volume.line), mount: mount.path.shown,
          path: root.shown, type: "emptyDir"), of: about,
        "\(workload.place(volume.line)): \(root.shown), where \(container.name) of \(workload.reference) stores uploads (\(setting.name), \(setting.source)), is on \(volume.shown), which is gone with the pod"
      )
    } else {
      PodGroup(declared: declared, scene: scene, recorder: recorder).record(volume, root, about)
    }
  }

  private func recordUnmounted(_ root: FilePath, _ setting: Setting, _ about: Subject) {
    let place = workload.place(container.line)
    let words =
      "no volume is mounted at \(root.shown), where \(container.name) of \(workload.reference) stores uploads (\(setting.name), \(setting.source))"
    let commands = edit.addingClaim(named: root.lastComponent?.string ?? "media", at: root)
    if container.isRootReadOnly {
      recorder.record(
        RootReadOnly(
          commands: commands, expected: .unknown, level: .mount, manifest: place, mount: "/", path: root.shown,
          source: place), of: about, "\(place): \(words), and readOnlyRootFilesystem is set")
    } else {
      recorder.record(
        RootOnContainerLayer(
          commands: commands, container: container.name, manifest: place, path: root.shown, setting: setting.name),
        of: about, "\(place): \(words): they are gone with the container")
    }
  }

  // MARK: parts of one volume

  /// Whether nginx has another part of the writer's volume mounted, or another volume, in a directory of the same name.
  private func recordParts() {
    guard !container.isNginx else { return }
    for reader in readers() {
      for mount in reader.container.mounts {
        guard let own = written(like: mount), let volume = workload.volume(of: own),
          let other = reader.workload.volume(of: mount), volume.kind != .configMap,
          volume.isSame(as: other, inOnePod: isSamePod(reader)), isApart(mount, from: own)
        else { continue }
        record(own, volume, mount, reader)
      }
    }
  }

  /// Whether the reader sees nothing of the directory of the volume that the container has or stores uploads in.
  private func isApart(_ mount: PodMount, from own: PodMount) -> Bool {
    let read = FilePath("/").appending(FilePath(mount.subPath ?? "").components)
    var written = [FilePath("/").appending(FilePath(own.subPath ?? "").components)]
    if let root = container.setting(.mediaRoot).map({ FilePath($0.value) }), root.starts(with: own.path) {
      written = written.map { $0.appending(root.components.dropFirst(own.path.components.count)) }
    }
    written += container.mounts.filter { $0.volume == own.volume && $0.subPath == mount.subPath }.map { _ in read }
    return !written.contains { $0.starts(with: read) || read.starts(with: $0) }
  }

  private func readers() -> [DeclaredContainer] {
    declared.manifests.workloads.filter { $0.namespace == workload.namespace }.flatMap { other in
      other.lasting.filter(\.isNginx).map {
        DeclaredContainer(manifests: declared.manifests, workload: other, container: $0)
      }
    }
  }

  private func isSamePod(_ other: DeclaredContainer) -> Bool {
    other.workload.file == workload.file && other.workload.line == workload.line
  }

  /// The mount of uploads or static files that a reader's mount stands for: the one that ends in the same name.
  private func written(like mount: PodMount) -> PodMount? {
    let name = mount.path.lastComponent?.string
    guard RouteDiscovery.kind(of: name ?? "") != .unknown else { return nil }
    return container.mounts.first { $0.path.lastComponent?.string == name }
  }

  private func record(_ own: PodMount, _ volume: PodVolume, _ mount: PodMount, _ reader: DeclaredContainer) {
    func part(_ mount: PodMount) -> String { "\(volume.shown), \(mount.subPath.map { "subPath \($0)" } ?? "whole")" }
    recorder.record(
      MountNotShared(
        commands: PodEdit(declared: reader, machine: scene.machine).mountingPart(own.subPath, in: mount),
        manifest: reader.workload.place(mount.subPathLine ?? mount.line), reader: part(mount), readerKind: .otherVolume,
        readerPath: mount.path.shown, writer: part(own), writerPath: own.path.shown), of: [.path: own.path.shown],
      "\(workload.place(own.line)) mounts \(part(own)) at \(own.path.shown) into \(container.name); \(reader.workload.place(mount.line)) mounts \(part(mount)) at \(mount.path.shown) into \(reader.container.name): these are two directories"
    )
  }
}
