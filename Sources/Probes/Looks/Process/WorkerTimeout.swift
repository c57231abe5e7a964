import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// How long an application server lets a worker take, and whether it ended some for that.
struct WorkerTimeout {
  let application: Application
  let scene: Scene
  let recorder: Recorder

  private var lead: RunningProcess { application.lead }
  private var subject: Subject {
    let route = scene.routes.first { route in
      route.kind == .media && route.application.map { scene.applications[$0].lead.pid } == lead.pid
    }
    return route.map { [.route: $0.id] } ?? [.process: "\(application.program) (\(lead.pid))"]
  }

  private struct Limit {
    let seconds: Int
    let option: String
    let source: String
    /// The argument that holds the number.
    var argument: Int?
    var setting: Setting?
    /// The variable whose text holds the number, and where an env file has it.
    var words: (name: String, text: String, written: Setting?)?
  }

  func record() {
    let killed = recordKilled()
    guard let limit = limit() ?? (killed && application.program == "gunicorn" ? usual : nil) else { return }
    recorder.record(
      AppWorkerTimeout(
        commands: commands(limit), option: limit.option, program: application.program, seconds: limit.seconds,
        source: limit.source), of: subject,
      "\(application.program) ends a worker that takes more than \(limit.seconds) s for a request (\(limit.option), \(limit.source))"
    )
  }

  /// gunicorn's default: docs.gunicorn.org, settings, timeout.
  private var usual: Limit { Limit(seconds: 30, option: "--timeout", source: "its default") }

  private func limit() -> Limit? {
    let options = ["gunicorn": ["-t", "--timeout"], "uwsgi": ["--harakiri"]][application.program] ?? []
    let arguments = lead.arguments
    for (index, argument) in arguments.enumerated() {
      if options.contains(argument), index + 1 < arguments.count, let seconds = Int(arguments[index + 1]) {
        return Limit(
          seconds: seconds, option: argument, source: "arguments of pid \(lead.pid)", argument: index + 1)
      }
      if let option = options.first(where: { argument.hasPrefix("\($0)=") }),
        let seconds = Int(argument.dropFirst(option.count + 1))
      {
        return Limit(seconds: seconds, option: option, source: "arguments of pid \(lead.pid)", argument: index)
      }
    }
    return application.program == "gunicorn" ? gunicornWords() ?? gunicornFile() : rubyFile()
  }

  /// Arguments in the environment, which win over gunicorn's file: docs.gunicorn.org, GUNICORN_CMD_ARGS.
  private func gunicornWords() -> Limit? {
    let name = "GUNICORN_CMD_ARGS"
    guard let text = application.environment?[name] else { return nil }
    let words = text.split { " =\"'".contains($0) }.map(String.init)
    guard let index = words.lastIndex(where: { ["--timeout", "-t"].contains($0) }), index + 1 < words.count,
      let seconds = Int(words[index + 1])
    else { return nil }
    let written = application.layers.line(of: Setting(name: name, value: text, source: ""))
    return Limit(
      seconds: seconds, option: "\(words[index]) in \(name)",
      source: written?.source ?? "environment of pid \(lead.pid)", words: (name, text, written))
  }

  /// `timeout = 5` of gunicorn's configuration, a Python file.
  private func gunicornFile() -> Limit? {
    guard let directory = lead.workingDirectory else { return nil }
    var path = directory.appending("gunicorn.conf.py")
    if let index = lead.arguments.firstIndex(where: { ["-c", "--config"].contains($0) }),
      index + 1 < lead.arguments.count
    {
      path = directory.pushing(FilePath(lead.arguments[index + 1].replacingAll("file:", by: "")))
    }
    guard let text = application.reading(scene.machine).text(Place(path, in: lead.view), limit: 1 << 16) else {
      return nil
    }
    let environment = application.environment ?? [:]
    let module = PythonModule(text: text, file: path.string) { environment[$0] }
    guard let (value, line) = module.value("timeout"), let seconds = value.plain.flatMap({ Int($0) }) else {
      return nil
    }
    let setting = Setting(name: "timeout", value: String(seconds), file: Place(path, in: lead.view), line: line)
    return Limit(seconds: seconds, option: "timeout", source: setting.source, setting: setting)
  }

  /// `timeout 15` of unicorn's, `worker_timeout 20` of puma's configuration.
  private func rubyFile() -> Limit? {
    let names = ["puma": ("config/puma.rb", "worker_timeout"), "unicorn": ("config/unicorn.rb", "timeout")]
    guard let (file, word) = names[application.program], let directory = lead.workingDirectory else { return nil }
    let place = Place(directory.appending(FilePath(file).components), in: lead.view)
    for (number, line) in (application.reading(scene.machine).text(place, limit: 1 << 16) ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      let words = line.split(whereSeparator: { " ()\t".contains($0) })
      guard words.count >= 2, words[0] == word, let seconds = Int(words[1]) else { continue }
      let setting = Setting(name: word, value: String(seconds), file: place, line: number + 1)
      return Limit(seconds: seconds, option: word, source: setting.source, setting: setting)
    }
    return nil
  }

  /// Two minutes instead, where the number stands and in the running server.
  private func commands(_ limit: Limit) -> [String] {
    let better = "120"
    var restart = Restart(application: application, scene: scene)
    var commands: [String] = []
    if let (name, text, written) = limit.words {
      let value = text.replacingAll("\(limit.seconds)", by: better)
      guard let written, let edit = SettingEdit(setting: written, value: value).command(on: scene.machine) else {
        return []
      }
      restart.entries = [(name, value)]
      let again = restart.commands()
      return again.isEmpty ? [] : [edit] + again
    }
    if let setting = limit.setting, let edit = SettingEdit(setting: setting, value: better).command(on: scene.machine) {
      commands.append(edit)
    } else if let index = limit.argument {
      let isJoined = lead.arguments[index].contains("=")
      restart.arguments = [(index, isJoined ? "\(limit.option)=\(better)" : better)]
      if let unit = scene.unit(of: application), unit.value("ExecStart")?.contains(limit.option) == true {
        let edit = SedScript.substitute(
          #"\(\#(limit.option)[ =]\)\#(limit.seconds)\($\|[^0-9]\)"#, by: #"\1\#(better)\2"#,
          on: .matching("^ExecStart="))
        commands.append(edit.command(on: unit.path))
      }
    }
    let again = restart.commands()
    return again.isEmpty || limit.setting == nil && limit.argument == nil ? [] : commands + again
  }

  /// Lines by which servers tell that they ended a worker, since the process started; returns whether there are any.
  private func recordKilled() -> Bool {
    let words = ["WORKER TIMEOUT", "HARAKIRI", "killing worker", "execution timed out"]
    for log in application.logs(on: scene.machine) {
      guard let bytes = application.reading(scene.machine).bytes(of: log, limit: 65_536, fromEnd: true) else {
        continue
      }
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { line in
        words.contains { line.contains($0) } && (Self.time(line).map { $0 >= lead.started - 1 } ?? true) && isOwn(line)
      }
      guard let last = lines.last else { continue }
      recorder.record(
        AppWorkerKilled(
          count: lines.count, line: String(last.suffix(300)), log: log.path.shown, program: application.program),
        of: subject,
        "\(log.path.shown): \(application.program) ended \(lines.count) workers in the middle of a request: \(last.suffix(200))"
      )
      return true
    }
    return false
  }

  /// Whether a line that begins `[time] [pid]`, as gunicorn's do, comes from the server that runs now.
  private func isOwn(_ line: Substring) -> Bool {
    let parts = line.split(separator: "]", maxSplits: 2)
    guard line.hasPrefix("["), parts.count > 2, let pid = Int(parts[1].filter { !" [".contains($0) }) else {
      return true
    }
    return lead.namespacePIDs.isEmpty ? pid == lead.pid : lead.namespacePIDs.contains(pid)
  }

  /// `[2026-11-21 06:10:00 +0000]` at a line's start.
  static func time(_ line: Substring) -> Int? {
    guard line.hasPrefix("["), let close = line.firstIndex(of: "]") else { return nil }
    return LogTime.seconds(line[line.index(after: line.startIndex)..<close])
  }
}
