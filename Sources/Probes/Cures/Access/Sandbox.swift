import Diagnostics
import Linux
import Notation
import SystemPackage

/// A service's own view of the file system, where it is no container: what systemd's sandbox directives make.
struct Sandbox {
  let scene: Scene

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
    let service = scene.service(of: process)
    let folder = folder(of: path, subject)
    let isWriting = scene.applications.contains { $0.processes.contains { $0.pid == process.pid } }
    let rule = service.flatMap { service in
      SandboxRule.Effect(rawValue: effect).flatMap {
        SandboxRule.explaining($0, of: folder, in: service, isWriting: isWriting)
      }
    }
    let words = ["read-only": "is read-only", "hidden": "is not to be seen", "other-directory": "is another directory"]
    recorder.record(
      "root.sandboxed", by: WriteReadProbe.id, of: subject,
      "\(process.name) (pid \(process.pid)) has a mount namespace of its own in which \(path.shown) \(words[effect] ?? effect)"
        + (rule.map { ": \($0.directive)=\($0.value) in \($0.file.shown)" } ?? ""),
      [
        "path": .string(path.shown), "unit": Value((rule?.file ?? service?.parts.first?.path)?.shown),
        "directive": Value(rule.map { "\($0.directive)=\($0.value)" }),
        "process": .string("\(process.name) (pid \(process.pid))"), "effect": .string(effect),
        "commands": Value(service.map { cure(folder, process, $0, rule, effect) } ?? []),
      ])
  }

  /// Tells of what the unit declares where the process's own mounts are not the examiner's to see.
  func tellDeclared(_ path: FilePath, _ process: RunningProcess, _ subject: Subject, _ recorder: Recorder) {
    guard process.mountNamespace == nil, let service = scene.service(of: process) else { return }
    let effects: [SandboxRule.Effect] = [.readOnly, .otherDirectory]
    let rules = effects.lazy.compactMap { effect in
      SandboxRule.explaining(effect, of: path, in: service, isWriting: true).map { (effect, $0) }
    }
    guard let (effect, rule) = rules.first(where: { !isLifted(path, in: service, $0.0) }) else { return }
    recorder.record(
      "root.sandbox-declared", by: WriteReadProbe.id, of: subject,
      "\(rule.file.shown) has \(rule.directive)=\(rule.value), which bears on \(path.shown); what \(process.name) (pid \(process.pid)) sees only root can tell",
      [
        "path": .string(path.shown), "unit": .string(rule.file.shown), "effect": .string(effect.rawValue),
        "directive": .string("\(rule.directive)=\(rule.value)"),
        "process": .string("\(process.name) (pid \(process.pid))"),
      ])
  }

  /// Whether the unit opens the path itself.
  private func isLifted(_ path: FilePath, in service: SystemdService, _ effect: SandboxRule.Effect) -> Bool {
    let names = ["BindPaths", "StateDirectory", "CacheDirectory"] + (effect == .readOnly ? ["ReadWritePaths"] : [])
    return names.flatMap { service.words($0) }.contains { word in
      let bare = word.value.drop { $0 == "-" || $0 == "+" }.split(separator: ":").last.map(String.init) ?? ""
      let folders = [bare, "/var/lib/\(bare)", "/var/cache/\(bare)"]
      return !bare.isEmpty && folders.contains { $0.hasPrefix("/") && path.starts(with: FilePath($0)) }
    }
  }

  /// What is to be opened: the route's directory where the path lies in it, else the file's own directory.
  private func folder(of path: FilePath, _ subject: Subject) -> FilePath {
    let route = scene.route(subject[.route])
    let roots = [route?.readerRoot, route?.writerRoot].compactMap { $0?.path }
    if let root = roots.first(where: { path.starts(with: $0) }) { return root }
    let isFile = (try? scene.machine.status(Place(path)))?.kind == .regular
    return isFile ? path.removingLastComponent() : path
  }

  /// A drop-in that lifts the one restriction for the one path; where systemd does not run, the same for the process as it is.
  private func cure(
    _ path: FilePath, _ process: RunningProcess, _ service: SystemdService, _ rule: SandboxRule?, _ effect: String
  ) -> [String] {
    let folder = "/etc/systemd/system/\(service.name).d"
    let lines = rule?.lines ?? [(effect == "read-only" ? "ReadWritePaths=" : "BindPaths=") + path.string]
    let words = lines.map(\.shellQuoted).joined(separator: " ")
    let dropIn =
      "mkdir -p \(folder.shellQuoted) && printf '%s\\n' '[Service]' \(words) > \("\(folder)/zz-files.conf".shellQuoted)"
    if scene.isSystemdRunning {
      return [dropIn, "systemctl daemon-reload && systemctl restart \(service.name.shellQuoted)"]
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
