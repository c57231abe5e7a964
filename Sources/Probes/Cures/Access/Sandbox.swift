import Diagnostics
import Facts
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
  func record(_ place: Place, process: RunningProcess?, of subject: Subject, into recorder: Recorder) -> Bool {
    guard let process, isSandboxed(place.view), let own = scene.machine.file(at: Place(place.path)) else {
      return false
    }
    let seen = scene.machine.file(at: place)
    if let seen, seen.isSame(as: own) { return false }
    let effect: SandboxRule.Effect = seen == nil ? .hidden : .otherDirectory
    record(place.path, process, effect, subject, recorder)
    return true
  }

  /// Tells of a path that is locked or hidden, with the unit and its directive where these can be found.
  func record(
    _ path: FilePath, _ process: RunningProcess, _ effect: SandboxRule.Effect, _ subject: Subject, _ recorder: Recorder
  ) {
    let service = scene.service(of: process)
    let folder = folder(of: path, subject)
    let isWriting = scene.applications.contains { $0.processes.contains { $0.pid == process.pid } }
    let rule = service.flatMap { service in
      SandboxRule.explaining(effect, of: folder, in: service, isWriting: isWriting)
    }
    recorder.record(
      RootSandboxed(
        commands: service.map { cure(folder, process, $0, rule, effect) } ?? [],
        directive: rule.map { "\($0.directive)=\($0.value)" }, effect: .init(effect),
        path: path.shown, process: "\(process.name) (pid \(process.pid))",
        unit: (rule?.file ?? service?.parts.first?.path)?.shown), of: subject,
      "\(process.name) (pid \(process.pid)) has a mount namespace of its own in which \(path.shown) \(effect.words)"
        + (rule.map { ": \($0.directive)=\($0.value) in \($0.file.shown)" } ?? ""))
  }

  /// Tells of what the unit declares where the process's own mounts are not the examiner's to see.
  func recordDeclared(_ path: FilePath, _ process: RunningProcess, _ subject: Subject, _ recorder: Recorder) {
    guard process.mountNamespace == nil, let service = scene.service(of: process) else { return }
    let effects: [SandboxRule.Effect] = [.readOnly, .otherDirectory]
    let rules = effects.lazy.compactMap { effect in
      SandboxRule.explaining(effect, of: path, in: service, isWriting: true).map { (effect, $0) }
    }
    guard let (effect, rule) = rules.first(where: { !isLifted(path, in: service, $0.0) }) else { return }
    recorder.record(
      RootSandboxDeclared(
        directive: "\(rule.directive)=\(rule.value)", effect: .init(effect),
        path: path.shown, process: "\(process.name) (pid \(process.pid))", unit: rule.file.shown), of: subject,
      "\(rule.file.shown) has \(rule.directive)=\(rule.value), which bears on \(path.shown); what \(process.name) (pid \(process.pid)) sees only root can tell"
    )
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
    let isFile = scene.machine.file(at: Place(path))?.kind == .regular
    return isFile ? path.removingLastComponent() : path
  }

  /// A drop-in that lifts the one restriction for the one path; where systemd does not run, the same for the process as it is.
  private func cure(
    _ path: FilePath, _ process: RunningProcess, _ service: SystemdService, _ rule: SandboxRule?,
    _ effect: SandboxRule.Effect
  ) -> [String] {
    let folder = "/etc/systemd/system/\(service.name).d"
    let lines = rule?.lines ?? [(effect == .readOnly ? "ReadWritePaths=" : "BindPaths=") + path.string]
    let words = lines.map(\.shellQuoted).joined(separator: " ")
    let dropIn =
      "mkdir -p \(folder.shellQuoted) && printf '%s\\n' '[Service]' \(words) > \("\(folder)/zz-files.conf".shellQuoted)"
    if scene.isSystemdRunning {
      return [dropIn, "systemctl daemon-reload && systemctl restart \(service.name.shellQuoted)"]
    }
    let application = scene.applications.first { $0.processes.contains { $0.pid == process.pid } }
    if effect == .readOnly {
      let target = path.shellQuoted
      let script = "mount --bind \(target) \(target) && mount -o remount,bind,rw \(target)"
      return [dropIn, "nsenter -t \(process.pid) -m sh -c \(script.shellQuoted)"]
    }
    return [dropIn] + (application.map { Restart(application: $0, scene: scene).commands() } ?? [])
  }
}

extension SandboxRule.Effect {
  /// What a path is to the process, as the end of a sentence.
  fileprivate var words: String {
    switch self {
    case .readOnly: "is read-only"
    case .hidden: "is not to be seen"
    case .otherDirectory: "is another directory"
    }
  }
}

extension RootSandboxed.Effect {
  fileprivate init(_ effect: SandboxRule.Effect) {
    self =
      switch effect {
      case .readOnly: .readOnly
      case .hidden: .hidden
      case .otherDirectory: .otherDirectory
      }
  }
}

extension RootSandboxDeclared.Effect {
  fileprivate init(_ effect: SandboxRule.Effect) {
    self =
      switch effect {
      case .readOnly: .readOnly
      case .hidden: .hidden
      case .otherDirectory: .otherDirectory
      }
  }
}
