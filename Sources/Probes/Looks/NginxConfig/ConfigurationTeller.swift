import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// Whether one nginx's configuration can be loaded, what would mend it, and what in it has no effect.
struct ConfigurationTeller {
  let instance: NginxInstance
  let scene: Scene
  let recorder: Recorder

  private var configuration: Configuration { instance.configuration }

  func tell() {
    guard let problem = configuration.firstEmergency else {
      recorder.record(
        "config.valid", by: NginxConfigProbe.id, of: [:],
        "\(configuration.file) and its \(configuration.files.count - 1) included files parse: \(configuration.servers.count) servers",
        ["file": .string(configuration.file), "servers": .int(configuration.servers.count)])
      return tellNotes()
    }
    if problem.message.contains("13: Permission denied") {
      recorder.record(
        "config.unreadable", by: NginxConfigProbe.id, of: [:],
        "The configuration cannot be read from here: \(problem.message)",
        ["file": .string(problem.position?.file ?? configuration.file), "errno": "EACCES"])
      return
    }
    tell(problem)
  }

  private func tell(_ problem: ConfigurationProblem) {
    let place = problem.position.map { "\($0)" } ?? configuration.file
    let obstacle = SiteFiles(instance: instance, scene: scene).obstacle
    let account = accountEdit(problem)
    let mend = obstacle == nil && account == nil ? mend(problem) : nil
    recorder.record(
      "config.invalid", by: NginxConfigProbe.id, of: [:],
      "nginx refuses the configuration at \(place): \(problem.message)"
        + (obstacle.map { " (\($0.place.path.shown))" } ?? "")
        + (mend.map { "; with “\($0.after.trimmedLine)” in line \($0.line) it would load" } ?? ""),
      [
        "file": .string(problem.position?.file ?? configuration.file), "line": Value(problem.position?.line),
        "message": .string(problem.message),
        "path": Value(
          obstacle?.place.path.shown ?? account.map { "\($0.position)" } ?? mend.map { "\($0.file):\($0.line)" }),
        "commands": Value(
          account.map { $0.commands().map(instance.reachable) + [instance.reloadCommand] }
            ?? obstacle?.commands ?? mend.map { [instance.reachable($0.command), instance.reloadCommand] } ?? []),
        "patch": Value(account?.diff() ?? mend?.patch),
      ])
  }

  /// The `user` directive with an account and a group of this machine, where it names others.
  private func accountEdit(_ problem: ConfigurationProblem) -> Edit? {
    guard problem.isAboutAccounts,
      let directive = configuration.directives.first(where: { $0.name == "user" }), let name = directive.arguments.first
    else { return nil }
    let accounts = Accounts(scene.machine, in: instance.view)
    let known = [name, "www-data", "nginx", "http", "nobody"].lazy.compactMap { accounts.user(named: $0) }.first
    guard let known, let group = accounts.name(ofGroup: known.gid) else { return nil }
    return Edit.arguments(
      group == known.name ? [known.name] : [known.name, group], of: directive, in: configuration)
  }

  /// The one line whose change lets the whole configuration load.
  private func mend(_ problem: ConfigurationProblem) -> TextMend? {
    TextMend.find(problem, in: configuration) { file, bytes in
      let base = MachineConfigurationFiles(machine: scene.machine, view: instance.view)
      return Configuration.load(
        file: configuration.file, prefix: configuration.prefix,
        files: AlteredFiles(base: base, contents: [file: bytes]), build: instance.build)
    }
  }

  private func tellNotes() {
    for note in configuration.notes.prefix(10) {
      tellNote(note.kind.rawValue, note.message, note.position, because: "\(note.other)")
    }
    for missed in EmptyIncludes(instance: instance, scene: scene).find() {
      tellNote(
        "empty-include", "include \(missed.include.pattern) matches no file", missed.include.position,
        because: missed.file)
    }
  }

  private func tellNote(_ kind: String, _ message: String, _ position: Position, because other: String) {
    recorder.record(
      "config.without-effect", by: NginxConfigProbe.id, of: [.file: position.file],
      "\(message) (\(position)\(kind == "empty-include" ? "; beside it lies" : ", because of") \(other))",
      [
        "kind": .string(kind), "message": .string(message), "file": .string(position.file),
        "line": .int(position.line), "other": .string(other),
      ])
  }
}
