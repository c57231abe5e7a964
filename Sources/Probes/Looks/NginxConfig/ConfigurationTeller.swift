import Diagnostics
import Linux
import Nginx
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
    let mend = obstacle == nil ? mend(problem) : nil
    recorder.record(
      "config.invalid", by: NginxConfigProbe.id, of: [:],
      "nginx refuses the configuration at \(place): \(problem.message)"
        + (obstacle.map { " (\($0.place.path.shown))" } ?? "")
        + (mend.map { "; with “\($0.after.trimmedLine)” in line \($0.line) it would load" } ?? ""),
      [
        "file": .string(problem.position?.file ?? configuration.file), "line": Value(problem.position?.line),
        "message": .string(problem.message),
        "path": Value(obstacle?.place.path.shown ?? mend.map { "\($0.file):\($0.line)" }),
        "commands": Value(
          obstacle?.commands ?? mend.map { [instance.reachable($0.command), instance.reloadCommand] } ?? []),
        "patch": Value(mend?.patch),
      ])
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
