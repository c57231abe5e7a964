import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What a running application lacks, or has otherwise, than the files that its next start would read.
struct SettingComparison {
  let application: Application
  let scene: Scene
  let recorder: Recorder

  private var lead: RunningProcess { application.lead }
  private var layers: SettingLayers { application.layers }
  private var subject: Subject { [.process: "\(application.program) (\(lead.pid))"] }

  /// The process, and the route that the setting is about: what that shows follows from the setting.
  private func subject(of setting: Setting) -> Subject {
    let own = scene.routes.first { route in
      route.application.map { scene.applications[$0].lead.pid } == lead.pid
        && [route.rootSetting?.name, route.urlSetting?.name].contains(setting.name)
    }
    var subject = subject
    subject[.route] = own?.id
    return subject
  }

  func record() {
    guard let environment = application.environment else { return }
    recordUnit(environment)
    recordService(environment)
    guard !layers.isReadingFiles else { return }
    let settings = read(environment).filter { SettingRole.isTelling($0.name) }
    let missing = settings.filter { environment[$0.name] == nil && !$0.value.isEmpty }
    if !missing.isEmpty { recordMissing(missing) }
    for setting in settings {
      guard let running = environment[setting.name], running != setting.value, isChangedSince(setting),
        !isOverruled(setting, running)
      else { continue }
      recordStale(setting, running: running)
    }
  }

  /// The lines of env files that a next start reads, sorted by name, an empty one too; where the process has what its
  /// unit's files say, no other file beside the code is read.
  private func read(_ environment: [String: String]) -> [Setting] {
    let given = application.files.filter { $0.layer == .unitFile }
    let isServed = given.flatMap(\.settings).contains { environment[$0.name] == $0.value }
    let files = isServed ? given : application.files
    let lines = Dictionary(grouping: files, by: \.layer).mapValues { $0.flatMap(\.settings) }
    return SettingLayers(lines).all.values.sorted { $0.name < $1.name }
  }

  /// What the unit or a drop-in was given after the process had started, where no file of the unit overrules it and no
  /// other env file gave the process its value.
  private func recordUnit(_ environment: [String: String]) {
    for setting in application.unit where SettingRole.isTelling(setting.name) {
      let running = environment[setting.name].map { Setting(name: setting.name, value: $0, source: "") }
      guard running?.value != setting.value, layers.written([setting.name], in: [.unitFile]) == nil,
        running.flatMap(layers.line) == nil, isChangedSince(setting)
      else { continue }
      recordStale(setting, running: environment[setting.name] ?? "not set")
    }
  }

  /// What the compose file or its env files were given after the container had been made.
  private func recordService(_ environment: [String: String]) {
    guard let (project, service) = scene.service(of: lead, environment: environment) else { return }
    for setting in service.settings.values.sorted(by: { $0.name < $1.name }) {
      guard SettingRole.isTelling(setting.name), environment[setting.name] != setting.value,
        isChangedSince(setting), isLiteral(setting)
      else { continue }
      let commands = ["\(project.command) up -d \(service.name.shellQuoted)"]
      recordStale(setting, running: environment[setting.name] ?? "not set", commands: commands)
    }
  }

  /// Whether a line has its value without a variable: whoever started the container may have set that in a shell.
  private func isLiteral(_ setting: Setting) -> Bool {
    guard let file = setting.file, let number = setting.line, let text = scene.machine.text(file) else { return false }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(number - 1) && !lines[number - 1].contains("$")
  }

  /// Whether the file was written after the process had started: an older one was overruled from the beginning.
  private func isChangedSince(_ setting: Setting) -> Bool {
    guard let file = setting.file, let status = scene.machine.file(at: file) else { return false }
    return status.modifiedAt > lead.startedBy
  }

  /// Whether the unit itself gives the process the value that it has.
  private func isOverruled(_ setting: Setting, _ running: String) -> Bool {
    application.unit.contains { $0.name == setting.name && $0.value == running }
  }

  private func shown(_ names: [String]) -> String {
    names.count > 6
      ? names.prefix(6).joined(separator: ", ") + " and \(names.count - 6) more" : names.joined(separator: ", ")
  }

  /// All that one file has and the process lacks, in one observation: a file that was not read lacks as a whole.
  private func recordMissing(_ missing: [Setting]) {
    for file in Set(missing.compactMap(\.file?.path)).sorted(by: { $0.string < $1.string }) {
      let own = missing.filter { $0.file?.path == file }
      let telling = own.filter { Self.weight(of: $0.name) == 0 } + own.filter { Self.weight(of: $0.name) != 0 }
      guard let first = telling.first else { continue }
      let names = telling.map(\.name)
      recorder.record(
        AppSettingMissing(
          commands: givingFile(own), file: first.source, name: first.name, names: names, pid: lead.pid,
          program: application.program), of: subject,
        "\(shown(names)) \(names.count == 1 ? "stands" : "stand") in \(file.shown) (\(first.name) in line \(first.line ?? 0)) and \(names.count == 1 ? "is" : "are") absent from the environment of \(application.program) (pid \(lead.pid))"
      )
    }
  }

  /// The settings that decide where files go come first.
  private static func weight(of name: String) -> Int {
    SettingRole.allCases.contains { $0.names.contains(name) } ? 0 : 1
  }

  /// The unit told to read the file, and a new start that does.
  private func givingFile(_ settings: [Setting]) -> [String] {
    guard let place = settings.first?.file, place.view == lead.view else { return [] }
    var commands: [String] = []
    if let unit = scene.unit(of: application), unit.directives["EnvironmentFile"]?.contains(place.path.string) != true {
      let line = "EnvironmentFile=\(place.path.string)"
      commands.append(SedScript.append(line, after: .matching(#"^\[Service\]"#)).command(on: unit.path))
    }
    var restart = Restart(application: application, scene: scene)
    restart.take(settings)
    let again = restart.commands()
    return again.isEmpty ? [] : commands + again
  }

  private func restart(taking setting: Setting) -> [String] {
    var restart = Restart(application: application, scene: scene)
    restart.take([setting])
    return restart.commands()
  }

  private func recordStale(_ setting: Setting, running: String, commands: [String]? = nil) {
    let isSecret = Redactor.isSecretName(setting.name)
    recorder.record(
      AppSettingStale(
        commands: commands ?? restart(taking: setting), file: setting.source, name: setting.name, pid: lead.pid,
        program: application.program, running: isSecret ? "(secret)" : running,
        written: isSecret ? "(secret)" : setting.value), of: subject(of: setting),
      "\(setting.name) is \(isSecret ? "another value" : running) in the running \(application.program) (pid \(lead.pid)) and \(isSecret ? "differs" : setting.value) in \(setting.source)"
    )
  }
}
