import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Whether one nginx's configuration can be loaded, what would mend it, and what in it has no effect.
struct ConfigurationLook {
  let instance: NginxInstance
  let scene: Scene
  let recorder: Recorder

  private var configuration: Configuration { instance.configuration }

  func record() {
    guard let problem = configuration.firstEmergency else {
      recorder.record(
        ConfigValid(file: configuration.file, servers: configuration.servers.count), of: [:],
        "\(configuration.file) and its \(configuration.files.count - 1) included files parse: \(configuration.servers.count) servers"
      )
      return recordNotes()
    }
    let unreadable = ["13: Permission denied": "EACCES", "27: File too large": "EFBIG"]
    if let errno = unreadable.first(where: { problem.message.contains($0.key) })?.value {
      recorder.record(
        ConfigUnreadable(errno: errno, file: Self.quoted(problem.message) ?? configuration.file), of: [:],
        "The configuration cannot be read from here: \(problem.message)")
      return
    }
    record(problem)
  }

  /// The path in nginx's words for a file that it cannot open; the position is that of the include.
  private static func quoted(_ message: String) -> String? {
    let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[1]) : nil
  }

  private func record(_ problem: ConfigurationProblem) {
    let place = problem.position.map { "\($0)" } ?? configuration.file
    let obstacle = SiteFiles(instance: instance, scene: scene).obstacle
    let account = accountEdit(problem)
    let mend = obstacle == nil && account == nil ? mend(problem) : nil
    recorder.record(
      ConfigInvalid(
        commands: account.map { $0.commands().map(instance.reachable) + [instance.reloadCommand] }
          ?? obstacle?.commands ?? mend.map { [instance.reachable($0.command), instance.reloadCommand] } ?? [],
        file: problem.position?.file ?? configuration.file, line: problem.position?.line, message: problem.message,
        patch: account?.diff() ?? mend?.patch,
        path: obstacle?.place.path.shown ?? account.map { "\($0.position)" } ?? mend.map { "\($0.file):\($0.line)" }),
      of: [:],
      "nginx refuses the configuration at \(place): \(problem.message)"
        + (obstacle.map { " (\($0.place.path.shown))" } ?? "")
        + (mend.map { "; with \"\($0.after.trimmedLine)\" in line \($0.line) it would load" } ?? ""))
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
      let base = MachineConfigurationFiles(
        machine: scene.machine, view: instance.view, reader: instance.master?.identity)
      return Configuration.load(
        file: configuration.file, prefix: configuration.prefix,
        files: AlteredFiles(base: base, contents: [file: bytes]), build: instance.build)
    }
  }

  private func recordNotes() {
    for note in configuration.notes.prefix(10) {
      recordNote(.init(note.kind), note.message, note.position, because: "\(note.other)")
    }
    for missed in EmptyIncludes(instance: instance, scene: scene).find() {
      recordNote(
        .emptyInclude, "include \(missed.include.pattern) matches no file", missed.include.position,
        because: missed.file)
    }
  }

  private func recordNote(
    _ kind: ConfigWithoutEffect.Kind, _ message: String, _ position: Position, because other: String
  ) {
    recorder.record(
      ConfigWithoutEffect(
        file: position.file, kind: kind, line: position.line, message: message,
        other: other), of: [.file: position.file],
      "\(message) (\(position)\(kind == .emptyInclude ? "; beside it lies" : ", because of") \(other))")
  }
}

extension ConfigWithoutEffect.Kind {
  fileprivate init(_ kind: ConfigurationNote.Kind) {
    self =
      switch kind {
      case .repeatedServerName: .serverName
      case .repeatedRegex: .repeatedRegex
      case .shadowedRegex: .shadowedRegex
      }
  }
}
