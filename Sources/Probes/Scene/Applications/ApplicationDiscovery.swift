import Linux
import SystemPackage

/// Finds the application servers of a machine.
struct ApplicationDiscovery {
  let machine: any Machine
  let processes: [RunningProcess]
  let options: ExaminationOptions
  let redactor: Redactor
  /// Addresses that some nginx hands requests to: `127.0.0.1:8000`, `unix:/run/app.sock`.
  let upstreams: Set<String>
  /// Directories whose scripts nginx hands to each of them.
  var documentRoots: [String: [FilePath]] = [:]

  /// Program names by which an application server is known.
  static let programs = [
    "gunicorn", "uwsgi", "uvicorn", "daphne", "hypercorn", "waitress-serve", "puma", "unicorn", "passenger", "php-fpm",
    "node",
    "bun", "deno", "java", "thin", "rails", "flask", "manage.py", "caddy", "apache2", "httpd", "dotnet",
  ]

  func applications() -> [Application] {
    let candidates = processes.filter { $0.pid != 1 || $0.arguments.first?.contains("init") != true }
      .filter {
        !$0.arguments.isEmpty && !$0.name.hasPrefix("nginx") && $0.arguments.first?.hasPrefix("nginx:") != true
      }
    let owners = listenersByOwner()
    let environments = Dictionary(
      uniqueKeysWithValues: candidates.filter {
        owners[$0.pid] != nil || program(of: $0) != nil || $0.pid == options.appPID
      }
      .map { ($0.pid, machine.environment(of: $0.pid)) })
    var chosen: [Int: RunningProcess] = [:]
    for process in candidates where isApplication(process, environments[process.pid] ?? nil, owners[process.pid] ?? [])
    {
      chosen[process.pid] = process
    }
    let leads = chosen.values.filter { chosen[$0.parent] == nil }.sorted { $0.pid < $1.pid }
    return leads.flatMap { lead in
      let family = family(of: lead, among: chosen)
      let listeners = Array(Set(family.flatMap { owners[$0.pid] ?? [] })).sorted {
        ($0.address, $0.port) < ($1.address, $1.port)
      }
      let pools = pools(of: lead, family, environments[lead.pid] ?? nil, listeners)
      return pools.isEmpty ? [application(lead, family, environments[lead.pid] ?? nil, listeners)] : pools
    }
  }

  private func isApplication(_ process: RunningProcess, _ environment: [String: String]?, _ listeners: [Listener])
    -> Bool
  {
    if let wanted = options.appPID { return process.pid == wanted }
    if isShellOrSelf(process) { return false }
    if listeners.contains(where: isUpstream) { return true }
    if program(of: process) != nil { return true }
    guard let environment else { return false }
    return !SettingRole.telling.isDisjoint(with: environment.keys) && !listeners.isEmpty
  }

  private func isShellOrSelf(_ process: RunningProcess) -> Bool {
    let shells = [
      "sh", "bash", "dash", "zsh", "sudo", "su", "setpriv", "env", "nsenter", "unshare", "tmux", "screen", "sshd",
    ]
    return shells.contains(process.name) || process.name == "servedoctor"
  }

  private func isUpstream(_ listener: Listener) -> Bool {
    if listener.isUnix { return upstreams.contains("unix:\(listener.address)") }
    return upstreams.contains { address in
      guard let colon = address.lastIndex(of: ":"), Int(address[address.index(after: colon)...]) == listener.port else {
        return false
      }
      let host = address[..<colon]
      return host == listener.address || ["0.0.0.0", "::"].contains(listener.address) || host == "localhost"
        || !host.contains(where: \.isNumber)
    }
  }

  func program(of process: RunningProcess) -> String? {
    let words = process.arguments.prefix(3).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    return Self.programs.first { name in
      words.contains { $0 == name || $0.hasPrefix("\(name):") || $0.hasPrefix("\(name) ") } || process.name == name
        || (name == "php-fpm" && process.name.hasPrefix("php-fpm"))
    }
  }

  private func family(of lead: RunningProcess, among chosen: [Int: RunningProcess]) -> [RunningProcess] {
    var family = [lead]
    var index = 0
    while index < family.count {
      family += chosen.values.filter { $0.parent == family[index].pid }.sorted { $0.pid < $1.pid }
      index += 1
    }
    return family
  }

  private func application(
    _ lead: RunningProcess, _ family: [RunningProcess], _ environment: [String: String]?, _ listeners: [Listener]
  ) -> Application {
    for (name, value) in environment ?? [:] { redactor.learn(value, from: name) }
    let accounts = Accounts(machine, in: lead.view)
    var identity = (family.count > 1 ? family[1] : lead).identity
    if let name = options.appUser, let wanted = accounts.identity(name) { identity = wanted }
    identity.name = identity.name ?? accounts.name(ofUser: identity.uid)
    let files = files(of: lead, environment)
    let unit = unitSettings(of: lead)
    let program = program(of: lead) ?? lead.name
    let layers = SettingLayers(of: lead, named: program, environment: environment, files: files, unit: unit)
    let code = CodeSettings(
      machine: machine.acting(as: lead.identity), process: lead, environment: environment, files: files, layers: layers
    ).settings()
    return Application(
      program: program, processes: family, lead: lead, identity: identity, environment: environment, files: files,
      code: kept(code, lead), listeners: listeners, unit: unit, layers: layers)
  }

  private func unitSettings(of lead: RunningProcess) -> [Setting] {
    let settings = SystemdService.running(lead, on: machine)?.environment(on: machine) ?? []
    for setting in settings { redactor.learn(setting.value, from: setting.name) }
    return settings
  }

  /// A default of the code names a directory of uploads only where that is there or is a whole path.
  private func kept(_ settings: [Setting], _ lead: RunningProcess) -> [Setting] {
    settings.filter { setting in
      guard SettingRole.mediaRoot.names.contains(setting.name), !setting.value.hasPrefix("/") else { return true }
      guard let directory = lead.workingDirectory else { return false }
      let place = Place(directory.appending(FilePath(setting.value).components), in: lead.view)
      return machine.exists(place) && !setting.value.isEmpty
    }
  }

  /// Env files beside the code: the working directory, its parent, the module path, and those that the user names.
  func files(of lead: RunningProcess, _ environment: [String: String]?) -> [EnvironmentFile] {
    var folders: [FilePath] = []
    if let directory = lead.workingDirectory, directory != "/" {
      folders += [directory.removingLastComponent(), directory]
    }
    folders += lead.arguments.prefix(4).filter { $0.hasPrefix("/") }.map { FilePath($0).removingLastComponent() }
      .filter {
        $0.components.count > 1 && !["usr", "bin", "sbin", "opt"].contains($0.components.last?.string ?? "bin")
      }
    folders += (environment?["PYTHONPATH"] ?? "").split(separator: ":").map { FilePath(String($0)) }
    if let project = options.project { folders.append(project) }
    let paths = folders.filter { $0 != "/" }.flatMap { folder in
      [".env", ".env.production", ".env.local"].map { folder.appending($0) }
    }
    let given = SystemdService.running(lead, on: machine)?.environmentFiles(on: machine) ?? []
    let named = lead.view == .own ? options.environmentFiles : []
    var seen: Set<FilePath> = []
    return ((paths + given).map { Place($0, in: lead.view) } + named.map { Place($0) }).compactMap { place in
      guard seen.insert(place.path).inserted else { return nil }
      // Its service reads the files of its unit, whoever names them reads his own; the others are for the program to read.
      let isGiven = given.contains(place.path) || named.contains(place.path)
      let reader = isGiven ? machine : machine.acting(as: lead.identity)
      var file = EnvironmentFile.read(place, on: reader, redactor: redactor)
      file?.layer = given.contains(place.path) ? .unitFile : named.contains(place.path) ? .namedFile : .envFile
      return file
    }
  }

  private func listenersByOwner() -> [Int: [Listener]] {
    var byOwner: [Int: [Listener]] = [:]
    var namespaces: Set<String> = []
    for process in processes {
      guard namespaces.insert(process.networkNamespace ?? "own").inserted else { continue }
      let listeners = machine.listeners(ofNetworkOf: process.networkNamespace == nil ? nil : process.pid)
      guard !listeners.isEmpty else { continue }
      let members = processes.filter { ($0.networkNamespace ?? "own") == (process.networkNamespace ?? "own") }
      let owners = machine.socketOwners(among: members.map(\.pid))
      for listener in listeners {
        for pid in owners[listener.inode] ?? [] { byOwner[pid, default: []].append(listener) }
      }
    }
    return byOwner
  }
}
