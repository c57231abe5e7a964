import Diagnostics
import Linux
import Notation
import SystemPackage

/// Reads the files of a compose project: docs.docker.com/reference/compose-file.
struct ComposeReader {
  let machine: any Machine
  let redactor: Redactor
  private var project: ComposeProject
  private var variables: [String: String] = [:]
  private var seen: Set<FilePath> = []

  init(machine: any Machine, redactor: Redactor, folder: FilePath) {
    self.machine = machine
    self.redactor = redactor
    project = ComposeProject(name: "", folder: folder)
  }

  static let names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]

  /// The project of a directory: its first compose file and that one's override; nil where there is none.
  static func project(in folder: FilePath, on machine: any Machine, redactor: Redactor) -> ComposeProject? {
    guard let name = names.first(where: { machine.exists(Place(folder.appending($0))) }) else { return nil }
    let path = FilePath(name)
    let override = "\(path.stem ?? "").override.\(path.extension ?? "")"
    return project(of: [folder.appending(name), folder.appending(override)], on: machine, redactor: redactor)
  }

  /// The project that these files make together, later ones over earlier ones.
  static func project(of files: [FilePath], on machine: any Machine, redactor: Redactor) -> ComposeProject? {
    guard let first = files.first else { return nil }
    // Whoever can write the file names what it names.
    let accounts = Accounts(machine)
    let author =
      machine.examiner.uid == 0
      ? files.lazy.compactMap { machine.author(of: Place($0), accounts: accounts) }.first : nil
    let machine = author.map { machine.acting(as: $0) } ?? machine
    var reader = ComposeReader(machine: machine, redactor: redactor, folder: first.removingLastComponent())
    let environment = EnvironmentFile.read(
      Place(reader.project.folder.appending(".env")), on: machine, redactor: redactor)
    for setting in environment?.settings ?? [] { reader.variables[setting.name] = setting.value }
    reader.project.name = reader.variables["COMPOSE_PROJECT_NAME"] ?? reader.usualName
    for file in files { reader.read(file, depth: 0) }
    return reader.project.files.isEmpty && reader.project.problems.isEmpty ? nil : reader.project
  }

  private var usualName: String {
    (project.folder.lastComponent?.string ?? "").lowercased().filter {
      $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
    }
  }

  private mutating func read(_ path: FilePath, depth: Int) {
    guard depth < 4, seen.insert(path).inserted, let text = machine.text(Place(path), limit: 1 << 19) else { return }
    let source: YAMLSource
    do throws(YAMLProblem) {
      guard let first = try YAMLSource.documents(text: text, file: path.shown).first else { return }
      source = first
    } catch {
      project.problems.append(ComposeProject.Problem(file: path, message: error.message))
      return
    }
    guard let members = source.value.members else { return }
    for included in members["include"]?.elements ?? [] {
      for other in included.text.map({ [$0] }) ?? included.members?["path"]?.elements.compactMap(\.text) ?? [] {
        read(path.removingLastComponent().pushing(FilePath(other)), depth: depth + 1)
      }
    }
    guard let services = members["services"]?.members else { return }
    project.files.append(path)
    if let name = members["name"]?.text { project.name = expanded(name) }
    readVolumes(members["volumes"]?.members ?? [:])
    if project.volumesLine == nil, members["volumes"] != nil { project.volumesLine = source.line(of: ["volumes"]) }
    for (name, value) in services.sorted(by: { $0.key < $1.key }) {
      readService(name, value.members ?? [:], source, path)
    }
  }

  private mutating func expanded(_ text: String) -> String {
    var missing: [String] = []
    let result = Interpolation.expand(text, with: variables, missing: &missing)
    project.unset.formUnion(missing)
    return result
  }

  private mutating func readVolumes(_ volumes: [String: Value]) {
    for (key, value) in volumes {
      let members = value.members ?? [:]
      let isExternal = members["external"] == .bool(true) || members["external"]?.members != nil
      let given = members["name"]?.text ?? members["external"]?.members?["name"]?.text
      let options = members["driver_opts"]?.members ?? [:]
      let isBind = options["o"]?.text?.contains("bind") == true
      project.volumes[key] = ComposeProject.Volume(
        isExternal: isExternal, name: given.map { expanded($0) } ?? (isExternal ? key : "\(project.name)_\(key)"),
        device: isBind ? options["device"]?.text.map { expanded($0) } : nil)
    }
  }

  // MARK: services

  private mutating func readService(_ name: String, _ members: [String: Value], _ source: YAMLSource, _ path: FilePath)
  {
    let at = ["services", name]
    let index = project.services.firstIndex { $0.name == name }
    var service =
      index.map { project.services[$0] }
      ?? ComposeService(name: name, file: path, line: source.line(of: at) ?? 1)
    if let image = members["image"]?.text { service.image = expanded(image) }
    if let container = members["container_name"]?.text { service.containerName = expanded(container) }
    if let user = members["user"] { service.user = expanded(user.plain) }
    if members["read_only"] == .bool(true) { service.isReadOnly = true }
    if let command = members["command"] ?? members["entrypoint"] {
      service.command = command.elements.map(\.plain).joined(separator: " ")
    }
    let count = members["deploy"]?.members?["replicas"] ?? members["scale"]
    if let replicas = count?.number { service.replicas = Int(min(max(replicas, 0), 10_000)) }
    for file in environmentFiles(members["env_file"], source.line(of: at + ["env_file"]) ?? service.line, name) {
      service.environmentFiles.append(file)
    }
    for setting in environment(members["environment"], source, at + ["environment"], path) {
      service.environment.removeAll { $0.name == setting.name }
      service.environment.append(setting)
    }
    if members["volumes"] != nil { service.volumesLine = source.line(of: at + ["volumes"]) }
    for mount in mounts(members, source, at, path) {
      service.mounts.removeAll { $0.target == mount.target }
      service.mounts.append(mount)
    }
    if let index { project.services[index] = service } else { project.services.append(service) }
  }

  private mutating func environment(
    _ value: Value?, _ source: YAMLSource, _ at: [String], _ path: FilePath
  ) -> [Setting] {
    var settings: [Setting] = []
    func add(_ name: String, _ value: String, _ key: String) {
      let setting = Setting(
        name: name, value: value, file: Place(path), line: source.line(of: at + [key]) ?? 1)
      redactor.learn(value, from: name)
      settings.append(setting)
    }
    for (name, value) in value?.members ?? [:] where value != .null { add(name, expanded(value.plain), name) }
    guard value?.members == nil else { return settings }
    for (number, element) in (value?.elements ?? []).enumerated() {
      let text = expanded(element.plain)
      guard let equals = text.firstIndex(of: "=") else { continue }
      add(String(text[..<equals]), String(text[text.index(after: equals)...]), String(number))
    }
    return settings
  }

  private mutating func environmentFiles(_ value: Value?, _ line: Int, _ service: String) -> [EnvironmentFile] {
    let entries = value?.members != nil ? [value ?? .null] : value?.elements ?? []
    return entries.compactMap { entry in
      guard let name = entry.text ?? entry.members?["path"]?.text else { return nil }
      let path = project.folder.pushing(FilePath(expanded(name))).lexicallyNormalized()
      guard let file = EnvironmentFile.read(Place(path), on: machine, redactor: redactor) else {
        if entry.members?["required"] != .bool(false) { project.missingFiles.append((service, path, line)) }
        return nil
      }
      return file
    }
  }

  // MARK: mounts

  private mutating func mounts(_ members: [String: Value], _ source: YAMLSource, _ at: [String], _ path: FilePath)
    -> [ComposeMount]
  {
    var mounts: [ComposeMount] = []
    for (number, element) in (members["volumes"]?.elements ?? []).enumerated() {
      let line = source.line(of: at + ["volumes", String(number)]) ?? 1
      if let mount = element.members.map({ long($0, path, line) }) ?? short(element.plain, path, line) {
        mounts.append(mount)
      }
    }
    for (number, element) in (members["tmpfs"]?.elements ?? []).enumerated() {
      let target = expanded(element.plain).prefix { $0 != ":" }
      mounts.append(
        ComposeMount(
          kind: .tmpfs, source: "", target: FilePath(String(target)), isReadOnly: false, file: path,
          line: source.line(of: at + ["tmpfs", String(number)]) ?? 1))
    }
    return mounts
  }

  /// `SOURCE:TARGET:MODE`, `SOURCE:TARGET`, `TARGET`.
  private mutating func short(_ text: String, _ file: FilePath, _ line: Int) -> ComposeMount? {
    let parts = expanded(text).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, !first.isEmpty else { return nil }
    if parts.count == 1 {
      return ComposeMount(
        kind: .volume, source: "", target: FilePath(first), isReadOnly: false, file: file, line: line)
    }
    let isPath = first.hasPrefix("/") || first.hasPrefix(".") || first.hasPrefix("~")
    let options = parts.count > 2 ? parts[2].split(separator: ",") : []
    return ComposeMount(
      kind: isPath ? .bind : .volume, source: isPath ? whole(first) : first, target: FilePath(parts[1]),
      isReadOnly: options.contains("ro"), file: file, line: line)
  }

  private mutating func long(_ members: [String: Value], _ file: FilePath, _ line: Int) -> ComposeMount? {
    guard let target = (members["target"] ?? members["dst"] ?? members["destination"])?.text else { return nil }
    let kind = ComposeMount.Kind(rawValue: members["type"]?.text ?? "volume") ?? .other
    let source = expanded((members["source"] ?? members["src"])?.text ?? "")
    let isReadOnly = members["read_only"] == .bool(true) || members["readonly"] == .bool(true)
    return ComposeMount(
      kind: kind, source: kind == .bind ? whole(source) : source, target: FilePath(expanded(target)),
      isReadOnly: isReadOnly, file: file, line: line)
  }

  /// A path of the host, relative ones from the project's directory.
  private func whole(_ path: String) -> String {
    path.hasPrefix("/") || path.hasPrefix("~")
      ? path : project.folder.pushing(FilePath(path)).lexicallyNormalized().string
  }
}
