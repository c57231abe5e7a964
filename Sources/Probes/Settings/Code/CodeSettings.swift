import Linux
import SystemPackage

/// The settings that an application's own code gives itself, read without running it.
struct CodeSettings {
  let machine: any Machine
  let process: RunningProcess
  /// nil where it is not ours to read.
  let environment: [String: String]?
  let files: [EnvironmentFile]
  /// The variables that the code can read; those of env files count where it loads such files.
  let layers: SettingLayers
  /// Directories whose scripts nginx hands to it.
  var documentRoots: [FilePath] = []

  /// Names whose values matter, as frameworks spell them.
  private static let names: Set<String> = Set(
    SettingRole.allCases.flatMap(\.names) + StoreRole.allCases.flatMap(\.names)
      + ["DEBUG", "STORAGES", "STATICFILES_STORAGE", "MIDDLEWARE"])

  func settings() -> [Setting] {
    let python = pythonSettings()
    guard python.isEmpty else { return python }
    for path in projects {
      let folder = CodeFolder(
        machine: machine, view: process.view, path: path, variable: lookup(true),
        written: { name in layers.variable(name, isLoadingFiles: true).flatMap(layers.line) })
      let found = isNode ? nodeSettings(folder) : RailsSettings(folder: folder).settings()
      let all = found.isEmpty ? LaravelSettings(folder: folder).settings() : found
      if !all.isEmpty { return all }
    }
    return []
  }

  /// Where the code may be: the working directory, the directories whose scripts nginx has run, and those of env files.
  private var projects: [FilePath] {
    let roots = documentRoots.flatMap { [$0, $0.removingLastComponent()] }
    let beside = files.filter { $0.place.view == process.view }.map { $0.path.removingLastComponent() }
    var seen: Set<FilePath> = []
    return ([process.workingDirectory].compactMap { $0 } + roots + beside).filter {
      $0.isAbsolute && $0.components.count > 0 && seen.insert($0).inserted
    }
  }

  // MARK: Node

  private var isNode: Bool {
    let program = process.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
    return ["node", "nodejs", "bun"].contains(program) || ["node", "bun"].contains(process.name)
  }

  /// Its own settings, where the environment names no directory of uploads: a multer's `dest` may be a stage on the way.
  private func nodeSettings(_ folder: CodeFolder) -> [Setting] {
    let script = process.arguments.dropFirst().first { !$0.hasPrefix("-") }
    let settings = NodeSettings(folder: folder, script: script).settings()
    let isSettled = layers.winner(of: SettingRole.mediaRoot.names, among: [.pool, .process, .unitFile, .unit]) != nil
    return isSettled ? settings.filter { !$0.name.hasPrefix("UPLOAD_") } : settings
  }

  private func text(_ path: FilePath) -> String? { machine.text(Place(path, in: process.view), limit: 1 << 18) }

  private func lookup(_ isLoading: Bool) -> @Sendable (String) -> String? {
    { [layers] name in layers.variable(name, isLoadingFiles: isLoading)?.value }
  }

  // MARK: Python

  private var folders: [FilePath] {
    var folders = [process.workingDirectory].compactMap { $0 }
    let arguments = process.arguments
    for (index, argument) in arguments.enumerated() {
      if ["--chdir", "--pythonpath", "--app-dir"].contains(argument), index + 1 < arguments.count {
        folders.append(FilePath(arguments[index + 1]))
      } else if argument.hasPrefix("--chdir=") {
        folders.append(FilePath(String(argument.dropFirst(8))))
      }
    }
    folders += (environment?["PYTHONPATH"] ?? "").split(separator: ":").map { FilePath(String($0)) }
    return folders.filter { $0.isAbsolute && $0 != "/" }
  }

  private var isPython: Bool {
    process.arguments.prefix(2).contains { $0.contains("python") || $0.contains("gunicorn") || $0.contains("uwsgi") }
      || ["gunicorn", "uwsgi", "uvicorn", "daphne", "hypercorn"].contains(process.name)
  }

  private func pythonSettings() -> [Setting] {
    guard isPython, environment != nil, let (path, name) = settingsModule() else { return [] }
    return settings(of: path, module: name, depth: 0)
  }

  /// The file of the settings module, else that of the application's own module.
  private func settingsModule() -> (FilePath, String)? {
    let modules = process.arguments.compactMap { argument -> String? in
      let parts = argument.split(separator: ":")
      guard parts.count == 2, !argument.hasPrefix("-"), !argument.contains("/"),
        !parts[0].contains(where: \.isWhitespace),
        parts[1].first?.isLetter == true, Int(parts[1]) == nil, !parts[0].allSatisfy({ $0.isNumber || $0 == "." })
      else { return nil }
      return String(parts[0])
    }
    let manage = folders.lazy.compactMap { self.text($0.appending("manage.py")) }.first
    let wsgi = modules.lazy.compactMap { self.file(of: $0) }.compactMap { self.text($0) }.first
    let named =
      environment?["DJANGO_SETTINGS_MODULE"] ?? [wsgi, manage].lazy.compactMap { $0.flatMap(Self.settingsName) }.first
    if let named, let path = file(of: named) { return (path, named) }
    return modules.lazy.compactMap { name in self.file(of: name).map { ($0, name) } }.first
  }

  /// `shop.settings` of `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")`.
  private static func settingsName(_ text: String) -> String? {
    guard let range = text.firstRange(of: "DJANGO_SETTINGS_MODULE") else { return nil }
    let quoted = text[range.upperBound...].prefix(200).split(whereSeparator: { $0 == "\"" || $0 == "'" })
    return quoted.dropFirst(1).first { !$0.contains(",") && !$0.contains(" ") }.map(String.init)
  }

  private func file(of module: String) -> FilePath? {
    let parts = module.split(separator: ".").map(String.init)
    guard !parts.isEmpty, parts.count < 10 else { return nil }
    for folder in folders {
      let base = parts.dropLast().reduce(folder) { $0.appending($1) }
      for path in [
        base.appending("\(parts[parts.count - 1]).py"), base.appending(parts[parts.count - 1]).appending("__init__.py"),
      ]
      where machine.exists(Place(path, in: process.view)) {
        return path
      }
    }
    return nil
  }

  private func settings(of path: FilePath, module name: String, depth: Int) -> [Setting] {
    Array(evaluated(path, name, depth)?.settings.values ?? [:].values).sorted { $0.name < $1.name }
  }

  private func evaluated(_ path: FilePath, _ name: String, _ depth: Int) -> (
    settings: [String: Setting], scope: [String: PythonValue]
  )? {
    guard depth < 4, let text = text(path) else { return nil }
    let first = PythonModule(text: text, file: path.string, variable: lookup(false))
    var settings: [String: Setting] = [:]
    var scope: [String: PythonValue] = [:]
    for imported in first.imports.prefix(8) {
      guard let (other, dotted) = target(imported, from: path, name), let found = evaluated(other, dotted, depth + 1)
      else {
        continue
      }
      settings.merge(found.settings) { $1 }
      scope.merge(found.scope) { $1 }
    }
    let module = PythonModule(text: text, file: path.string, scope: scope, variable: lookup(first.loadsFiles))
    let place = Place(path, in: process.view)
    for name in Set(module.assignments.map(\.name)) where Self.names.contains(name) {
      settings[name] = nil
      guard let (value, line) = module.value(name) else { continue }
      if let plain = Self.plain(value, of: name) {
        settings[name] = Setting(name: name, value: plain, file: place, line: line)
      }
    }
    scope.merge(module.scope) { $1 }
    for (other, dotted) in configured(by: text, from: path, name) {
      guard let found = evaluated(other, dotted, depth + 1) else { continue }
      settings.merge(found.settings) { own, _ in own }
    }
    return (settings, scope)
  }

  /// Permissions are octal for people.
  private static func plain(_ value: PythonValue, of name: String) -> String? {
    if name == "FILE_UPLOAD_PERMISSIONS", case .number(let mode) = value { return "0" + String(Int(mode), radix: 8) }
    if name == "MIDDLEWARE", case .list(let elements) = value {
      return elements.compactMap(\.plain).joined(separator: ",")
    }
    if SettingRole.allowedHosts.names.contains(name), case .list(let elements) = value {
      return elements.compactMap(\.plain).joined(separator: ",")
    }
    if name == "STORAGES", case .table(let members) = value, case .table(let usual)? = members["default"] {
      return usual["BACKEND"]?.plain
    }
    return value.plain
  }

  /// Modules that Flask's `config.from_object("config.Production")` and `from_pyfile("settings.py")` name.
  private func configured(by text: String, from path: FilePath, _ module: String) -> [(FilePath, String)] {
    ["from_object(", "from_pyfile("].flatMap { call -> [(FilePath, String)] in
      guard let open = text.firstRange(of: call), let quote = text[open.upperBound...].first,
        quote == "\"" || quote == "'"
      else { return [] }
      var named = String(text[open.upperBound...].dropFirst().prefix { $0 != quote && $0 != "\n" })
      if named.hasSuffix(".py") { named = "." + named.dropLast(3) }
      if let found = target(named, from: path, module) { return [(found.0, found.1)] }
      guard let dot = named.lastIndex(of: "."), dot != named.startIndex else { return [] }
      return target(String(named[..<dot]), from: path, module).map { [($0.0, $0.1)] } ?? []
    }
  }

  private func target(_ imported: String, from path: FilePath, _ module: String) -> (FilePath, String)? {
    guard imported.hasPrefix(".") else { return file(of: imported).map { ($0, imported) } }
    let rest = String(imported.drop { $0 == "." })
    let file = path.removingLastComponent().appending("\(rest).py")
    return machine.exists(Place(file, in: process.view)) ? (file, rest) : nil
  }
}
