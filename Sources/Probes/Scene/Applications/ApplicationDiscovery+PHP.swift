import Linux
import SystemPackage

extension ApplicationDiscovery {
  /// The pools of a php-fpm, each an application with an identity and addresses of its own; none for another program.
  func pools(
    of lead: RunningProcess, _ family: [RunningProcess], _ environment: [String: String]?, _ listeners: [Listener]
  ) -> [Application] {
    guard program(of: lead) == "php-fpm",
      let configuration = PHPConfiguration(of: lead, on: machine.acting(as: lead.identity))
    else { return [] }
    let accounts = Accounts(machine, in: lead.view)
    let files = files(of: lead, environment)
    return configuration.pools.map { pool in
      let own = listeners.filter { Self.isAddress(pool.listen ?? "", of: $0) }
      let workers = family.filter { $0.arguments.first == "php-fpm: pool \(pool.name)" }
      var identity = workers.first?.identity ?? pool.user.flatMap { accounts.identity($0) } ?? lead.identity
      if let name = options.appUser, let wanted = accounts.identity(name) { identity = wanted }
      identity.name = identity.name ?? accounts.name(ofUser: identity.uid)
      let roots = own.flatMap { documentRoots[$0.isUnix ? "unix:\($0.address)" : "\($0.address):\($0.port)"] ?? [] }
      let beside = projectFiles(near: roots, lead, identity)
      for setting in pool.environment { redactor.learn(setting.value, from: setting.name) }
      let layers = SettingLayers(
        of: lead, named: "php-fpm", environment: environment, files: files + beside, pool: pool.environment)
      let code = CodeSettings(
        machine: machine.acting(as: identity), process: lead, environment: environment, files: files + beside,
        layers: layers,
        documentRoots: roots
      ).settings()
      let further = ["user", "chroot"].compactMap { pool.directives[$0] }
      return Application(
        program: "php-fpm", processes: [lead] + workers, lead: lead, identity: identity, environment: environment,
        files: files + beside, code: code + configuration.settings(of: pool, in: roots) + further, listeners: own,
        layers: layers)
    }
  }

  private static func isAddress(_ text: String, of listener: Listener) -> Bool {
    if listener.isUnix { return text == listener.address }
    return !text.hasPrefix("/") && Int(text.split(separator: ":").last ?? "") == listener.port
  }

  private func projectFiles(near roots: [FilePath], _ lead: RunningProcess, _ identity: Identity) -> [EnvironmentFile] {
    let machine = machine.acting(as: identity)
    var seen: Set<FilePath> = []
    return roots.flatMap { [$0.removingLastComponent(), $0] }.filter {
      $0.components.count > 1 && seen.insert($0).inserted
    }
    .compactMap { EnvironmentFile.read(Place($0.appending(".env"), in: lead.view), on: machine, redactor: redactor) }
  }
}
