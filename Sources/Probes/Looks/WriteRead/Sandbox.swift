import Diagnostics
import Linux
import SystemPackage

/// A service's own view of the file system, where it is no container: what systemd's sandbox directives make.
struct Sandbox {
  let scene: Scene

  /// The directives by which a path is hidden, replaced or locked: systemd.exec(5).
  private static let directives = [
    "InaccessiblePaths", "ProtectHome", "PrivateTmp", "TemporaryFileSystem", "ReadOnlyPaths", "ProtectSystem",
    "DynamicUser",
  ]

  /// Whether a process has a mount namespace of its own without being a container.
  func isSandboxed(_ view: Viewpoint) -> Bool {
    guard case .process = view else { return false }
    return HostSummary.container(scene.machine, view: view) == HostSummary.container(scene.machine)
      && scene.mounts(view).mounts.last { $0.point == "/" }?.device
        == scene.mounts(.own).mounts.last { $0.point == "/" }?.device
  }

  /// Tells of a path that the machine has and the process does not see as such; false where both see the same.
  func tell(_ place: Place, process: RunningProcess?, of subject: Subject, into recorder: Recorder) -> Bool {
    guard let process, isSandboxed(place.view), let own = try? scene.machine.status(Place(place.path)) else {
      return false
    }
    let seen = try? scene.machine.status(place)
    if let seen, seen.isSame(as: own) { return false }
    let effect = seen == nil ? "hidden" : "other-directory"
    tell(place.path, process, effect, subject, recorder)
    return true
  }

  /// Tells of a path that is locked or hidden, with the unit and its directive where these can be found.
  func tell(_ path: FilePath, _ process: RunningProcess, _ effect: String, _ subject: Subject, _ recorder: Recorder) {
    let unit = scene.units.first { $0.started(process) } ?? scene.units.first { $0.path.stem == process.name }
    let dropIns = unit == nil ? scene.dropIns(of: process.name) : []
    let source = unit ?? dropIns.first
    let directive = Self.directives.first { name in source?.value(name).map { !["no", "false"].contains($0) } ?? false }
    let words = ["read-only": "is read-only", "hidden": "is not to be seen", "other-directory": "is another directory"]
    recorder.record(
      "root.sandboxed", by: WriteReadProbe.id, of: subject,
      "\(process.name) (pid \(process.pid)) has a mount namespace of its own in which \(path.shown) \(words[effect] ?? effect)"
        + (source.map {
          ": \(directive ?? "sandbox")=\(directive.flatMap { source?.value($0) } ?? "?") in \($0.path.shown)"
        } ?? ""),
      [
        "path": .string(path.shown), "unit": Value(source?.path.shown), "directive": Value(directive),
        "process": .string("\(process.name) (pid \(process.pid))"), "effect": .string(effect),
        "commands": Value(source.map { cure(path, process, $0, directive, effect) } ?? []),
      ])
  }

  /// A drop-in that lifts the one restriction for the one path; where systemd does not run, the same for the process as it is.
  private func cure(
    _ path: FilePath, _ process: RunningProcess, _ unit: SystemdUnit, _ directive: String?, _ effect: String
  ) -> [String] {
    let isDropIn = unit.path.removingLastComponent().extension == "d"
    let name = isDropIn ? unit.path.removingLastComponent().stem ?? "" : unit.path.lastComponent?.string ?? ""
    let folder = "/etc/systemd/system/\(name).d"
    let line: String =
      switch (effect, directive) {
      case ("read-only", _): "ReadWritePaths=\(path.string)"
      case (_, "PrivateTmp"): "PrivateTmp=no"
      case (_, "ProtectHome"): "ProtectHome=no"
      default: "BindPaths=\(path.string)"
      }
    let dropIn =
      "mkdir -p \(folder.shellQuoted) && printf '[Service]\\n%s\\n' \(line.shellQuoted) > \("\(folder)/files.conf".shellQuoted)"
    if scene.isSystemdRunning {
      return [dropIn, "systemctl daemon-reload && systemctl restart \(name.shellQuoted)"]
    }
    let application = scene.applications.first { $0.processes.contains { $0.pid == process.pid } }
    if effect == "read-only" {
      let target = path.shellQuoted
      let script = "mount --bind \(target) \(target) && mount -o remount,bind,rw \(target)"
      return [dropIn, "nsenter -t \(process.pid) -m sh -c \(script.shellQuoted)"]
    }
    return [dropIn] + (application.map { Restart(application: $0, scene: scene).commands() } ?? [])
  }
}

extension Scene {
  /// Drop-in files of a service by its name: /etc/systemd/system/NAME.service.d.
  func dropIns(of name: String) -> [SystemdUnit] {
    let folder = FilePath("/etc/systemd/system/\(name).service.d")
    return ((try? machine.names(in: Place(folder), limit: 50)) ?? []).map { folder.appending($0) }.compactMap { path in
      machine.text(Place(path), limit: 1 << 16).map { SystemdUnit(path: path, text: $0) }
    }
  }
}
