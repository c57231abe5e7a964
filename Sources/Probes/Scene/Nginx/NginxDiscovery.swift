import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// Finds every nginx of a machine, running or only installed.
struct NginxDiscovery {
  let machine: any Machine
  let processes: [RunningProcess]
  let options: ExaminationOptions

  /// The running ones, each in its own namespace; the installed one where none runs in ours.
  func instances() -> [NginxInstance] {
    // A master that ended while its files were read has none: that proves nothing about them.
    var found = masters().map { instance(master: $0) }.filter { machine.process($0.master?.pid ?? 0) != nil }
    if let path = options.nginxConfiguration {
      found.removeAll { $0.view == .own && $0.configuration.file != path.string }
    }
    if !found.contains(where: { $0.view == .own }), let installed = installed() { found.append(installed) }
    return found
  }

  /// nginx masters: processes of that title, or nginx programs without an nginx parent (`daemon off`, `master_process off`).
  ///
  /// Anybody may call a process so: what runs must be a program that nginx was built into.
  private func masters() -> [RunningProcess] { Self.titled(processes).filter(isNginx) }

  /// Processes that call themselves a master and run another program, as far as that can be read.
  static func pretenders(_ processes: [RunningProcess], on machine: any Machine) -> [RunningProcess] {
    let discovery = NginxDiscovery(machine: machine, processes: processes, options: ExaminationOptions())
    return titled(processes).filter { !discovery.isNginx($0) }
  }

  private func isNginx(_ process: RunningProcess) -> Bool {
    guard let bytes = machine.bytes(of: Place(FilePath("/proc/\(process.pid)/exe")), limit: 32 << 20) else {
      return true
    }
    return ["nginx version: ", "Angie version: ", "Tengine version: "].contains { bytes.offset(of: $0) != nil }
  }

  private static func titled(_ processes: [RunningProcess]) -> [RunningProcess] {
    let nginx = processes.filter {
      $0.name == "nginx" || $0.name == "openresty" || $0.arguments.first?.hasPrefix("nginx: ") == true
    }
    let pids = Set(nginx.map(\.pid))
    return nginx.filter { process in
      process.arguments.first?.hasPrefix("nginx: master process") == true
        || (!pids.contains(process.parent) && process.arguments.first?.hasPrefix("nginx: worker") != true)
    }
  }

  private func instance(master: RunningProcess) -> NginxInstance {
    let build = build(of: master)
    let words = master.arguments.joined(separator: " ").split(separator: " ").map(String.init)
    func option(_ name: String) -> String? {
      words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    }
    let prefix = option("-p") ?? build.prefix
    var file = option("-c") ?? build.configurationFile
    if !file.hasPrefix("/") { file = FilePath(prefix).appending(file).string }
    if let own = options.nginxConfiguration, master.view == .own { file = own.string }
    var found = instance(master: master, view: master.view, build: build, file: file, prefix: prefix)
    found.call = ["-p", "-c"].reduce(into: program(of: master)) { call, name in
      if let value = option(name) { call += " \(name) \(value.shellQuoted)" }
    }
    return found
  }

  private func program(of master: RunningProcess) -> String {
    let link = Place(FilePath("/proc/\(master.pid)/exe"))
    guard let path = machine.target(of: link), path.isAbsolute, !path.string.hasSuffix(" (deleted)") else {
      return "nginx"
    }
    return typed(path)
  }

  /// A program's name where a shell finds it, else its path.
  private func typed(_ program: FilePath) -> String {
    let searched = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    // Nobody is told to run, as root, what another user may have changed.
    let author = machine.examiner.uid == 0 ? machine.author(of: Place(program), accounts: Accounts(machine)) : nil
    guard author == nil else { return "nginx" }
    let isSearched = searched.contains(program.removingLastComponent().string)
    return isSearched ? program.lastComponent?.string ?? "nginx" : program.string.shellQuoted
  }

  /// The installed one's configuration, where its program or its configuration is there.
  private func installed() -> NginxInstance? {
    let programs = [
      "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/nginx/sbin/nginx", "/usr/bin/nginx",
      "/usr/local/openresty/nginx/sbin/nginx",
    ]
    let program = programs.first { machine.exists(Place(FilePath($0))) }
    let build = program.flatMap { configureArguments(of: Place(FilePath($0))) } ?? .debian
    let file = options.nginxConfiguration?.string ?? build.configurationFile
    guard machine.exists(Place(FilePath(file))) || options.nginxConfiguration != nil else { return nil }
    var found = instance(master: nil, view: .own, build: build, file: file, prefix: build.prefix)
    found.call = program.map { typed(FilePath($0)) } ?? "nginx"
    if file != build.configurationFile { found.call += " -c \(file.shellQuoted)" }
    return found
  }

  private func instance(
    master: RunningProcess?, view: Viewpoint, build: Build, file: String, prefix: String
  ) -> NginxInstance {
    let files = MachineConfigurationFiles(machine: machine, view: view, reader: master?.identity)
    var configuration = Configuration.load(file: file, prefix: prefix, files: files, build: build)
    if master?.identity.uid ?? 0 == 0, let accounts = Accounts(machine, listedIn: view) {
      configuration = configuration.checked(users: Set(accounts.users.map(\.name)), groups: Set(accounts.groupNames))
    }
    let workers = master.map { self.workers(of: $0, wanted: workerCount(configuration)) } ?? []
    let (worker, isLive) = worker(master, workers, configuration, view)
    return NginxInstance(
      master: master, workers: workers, view: view, build: build, configuration: configuration, worker: worker,
      isWorkerLive: isLive, loadedAt: workers.map(\.started).max() ?? master?.started, authors: files.known)
  }

  private func worker(
    _ master: RunningProcess?, _ workers: [RunningProcess], _ configuration: Configuration, _ view: Viewpoint
  ) -> (Identity, Bool) {
    let accounts = Accounts(machine, in: view)
    if let name = options.nginxUser, let identity = accounts.identity(name) { return (identity, false) }
    if var live = (workers.first ?? master.flatMap { $0.identity.uid == 0 ? nil : $0 })?.identity {
      live.name = accounts.name(ofUser: live.uid)
      return (live, true)
    }
    let user = configuration.user.split(separator: " ").first.map(String.init) ?? "nobody"
    return (accounts.identity(user) ?? Identity(uid: 65534, gid: 65534, name: user), false)
  }

  /// The build of a running nginx: its configure arguments stand in the executable.
  private func build(of master: RunningProcess) -> Build {
    configureArguments(of: Place(FilePath("/proc/\(master.pid)/exe"))) ?? .debian
  }

  private func configureArguments(of program: Place) -> Build? {
    guard let bytes = machine.bytes(of: program, limit: 32 << 20) else { return nil }
    guard let start = bytes.offset(of: "--prefix=") else { return nil }
    let line = bytes[start...].prefix { $0 >= 0x20 }
    return Build.parse(configureArguments: String(decoding: line, as: UTF8.self), version: version(in: bytes))
  }

  /// The digits behind the first `nginx/` that some follow.
  private func version(in bytes: [UInt8]) -> String? {
    var start = 0
    while let found = bytes.offset(of: "nginx/", from: start) {
      let digits = bytes[(found + 6)...].prefix { $0 >= 0x2e && $0 <= 0x39 }
      if digits.count >= 3 { return String(decoding: digits, as: UTF8.self) }
      start = found + 6
    }
    return nil
  }
}
