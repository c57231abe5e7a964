import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

extension WriterLook {
  /// Tells of the mount that refuses the writer, and of what says so: fstab, a compose file, a manifest, a unit.
  func recordReadOnly(_ denial: Denial, _ root: Place, _ application: Application) {
    guard let mount = denial.component.mount else { return }
    let own = scene.mounts(.own).mount(of: root.path)
    let isContainer = HostSummary.container(scene.machine, view: application.view) != "none"
    if application.view != .own, !isContainer, own?.isReadOnly == false {
      return Sandbox(scene: scene).record(root.path, application.lead, .readOnly, subject, recorder)
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
    if let pod, let podMount { commands = PodEdit(declared: pod, machine: scene.machine).makingWritable(podMount) }
    let manifest = podMount.flatMap { mount in pod?.workload.place(mount.readOnlyLine ?? mount.line) }
    record(
      RootReadOnly(
        commands: commands, compose: declared?.shown, expected: expected.mode,
        level: isFileSystem ? .filesystem : .mount, manifest: manifest, mount: mount.point.shown, path: root.path.shown,
        source: declared?.shown ?? manifest ?? expected.source),
      "\(mount.point.shown), which holds \(root.path.shown), is mounted read-only"
        + (expected.mode == .rw ? " though \(expected.source) says rw" : ""))
  }

  /// What fstab says of a mount point.
  private func expectation(of mount: Mount, in view: Viewpoint) -> (mode: RootReadOnly.Expected, source: String) {
    guard view == .own else { return (.unknown, "") }
    for (number, line) in (scene.machine.text(Place("/etc/fstab")) ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard fields.count >= 4, !line.hasPrefix("#"), FilePath(String(fields[1])) == mount.point else { continue }
      return (fields[3].split(separator: ",").contains("ro") ? .ro : .rw, "/etc/fstab:\(number + 1)")
    }
    return (.unknown, "")
  }
}
