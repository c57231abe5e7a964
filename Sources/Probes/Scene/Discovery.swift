import Linux
import Nginx
import SystemPackage
import Wire

/// From nothing typed to a scene: processes, nginx, applications, settings, routes, and the requests to examine.
struct Discovery {
  private let asked: any Machine
  private let network: any Network
  let options: ExaminationOptions
  let redactor: Redactor

  init(machine: any Machine, network: any Network, options: ExaminationOptions, redactor: Redactor) {
    asked = machine
    self.network = network
    self.options = options
    self.redactor = redactor
  }

  func scene(_ engines: Engines) -> Scene {
    let processes = asked.processes()
    let machine = asked.avoidingStalledMounts(of: Self.views(processes))
    return Joined(
      machine: machine, network: network, options: options, redactor: redactor, engines: engines, processes: processes
    )
    .scene()
  }

  /// The viewpoints of every mount namespace.
  private static func views(_ processes: [RunningProcess]) -> [[Viewpoint]] {
    let others = Dictionary(grouping: processes.filter { $0.view != .own }) { $0.mountNamespace ?? "" }
    return [[.own]] + others.sorted { $0.key < $1.key }.map { $0.value.map(\.view) }
  }
}

/// The joining of what was found on a machine whose dead mounts are known.
private struct Joined {
  let machine: any Machine
  let network: any Network
  let options: ExaminationOptions
  let redactor: Redactor
  let engines: Engines
  let processes: [RunningProcess]

  func scene() -> Scene {
    let nginx = NginxDiscovery(machine: machine, processes: processes, options: options).instances()
    let upstreams = Set(
      nginx.flatMap { instance in
        instance.configuration.directives.passes.flatMap { instance.configuration.addresses(ofPass: $0) }
      })
    let applications = ApplicationDiscovery(
      machine: machine, processes: processes, options: options, redactor: redactor, upstreams: upstreams,
      documentRoots: scriptRoots(nginx)
    ).applications()
    let machine = machine.naming(NamedPlaces(nginx: nginx, applications: applications).places)
    let views = Set(nginx.map(\.view) + applications.map(\.view) + [.own])
    let tables = Dictionary(uniqueKeysWithValues: views.map { ($0, machine.mountTable(of: $0)) })
    let loose = looseFiles(nginx, beside: applications)
    let containers = engines.containers + (engines.containers.isEmpty ? EngineNotes(machine: machine).containers() : [])
    let routes = RouteDiscovery(
      machine: machine, options: options, nginx: nginx, applications: applications, looseFiles: loose, tables: tables
    ).routes()
    let cases = CaseDiscovery(
      machine: machine, options: options, nginx: nginx, routes: routes, listings: listings(routes, on: machine),
      tables: tables,
      ports: ports(nginx, processes)
    ).cases()
    return Scene(
      machine: machine, network: network, options: options, processes: processes, nginx: nginx,
      applications: applications,
      looseFiles: loose,
      units: SystemdUnit.all(on: machine), compose: compose(applications, nginx, containers),
      pods: pods(applications, nginx), containers: containers,
      engineProblems: engines.problems, routes: routes, cases: cases, redactor: redactor, tables: tables,
      accounts: Dictionary(uniqueKeysWithValues: views.map { ($0, Accounts(machine, in: $0)) }))
  }

  /// Compose projects, where something runs in a container or the user names one.
  private func compose(_ applications: [Application], _ nginx: [NginxInstance], _ containers: [Container])
    -> [ComposeProject]
  {
    let views = applications.map(\.view) + nginx.filter(\.isRunning).map(\.view)
    guard views.contains(where: { $0 != .own }) || !options.composeFiles.isEmpty || options.project != nil else {
      return []
    }
    var named = containers.map(\.composeFiles).filter { !$0.isEmpty }
    named = named.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return ComposeDiscovery(
      machine: machine, options: options, redactor: redactor,
      folders: applications.filter { $0.view == .own }.compactMap(\.workingDirectory), named: named
    ).projects()
  }

  /// Kubernetes manifests, where something runs in a container or the user names one.
  private func pods(_ applications: [Application], _ nginx: [NginxInstance]) -> [PodManifests] {
    let isContained = (applications.map(\.view) + nginx.filter(\.isRunning).map(\.view)).contains { $0 != .own }
    let folders = applications.filter { $0.view == .own }.compactMap(\.workingDirectory)
    return PodDiscovery(
      machine: machine, options: options, redactor: redactor,
      folders: isContained ? folders + ComposeDiscovery.usual(on: machine) : []
    ).manifests()
  }

  /// The directories whose scripts are handed to FastCGI servers, by the servers' addresses.
  private func scriptRoots(_ nginx: [NginxInstance]) -> [String: [FilePath]] {
    var roots: [String: [FilePath]] = [:]
    for instance in nginx {
      for server in instance.configuration.servers {
        let own = ([server.settings] + server.locations.map(\.settings)).compactMap {
          $0.documentRoot?.arguments.first.map { FilePath($0) }
        }
        for pass in (server.directive.block ?? []).passes where pass.name == "fastcgi_pass" {
          for address in instance.configuration.addresses(ofPass: pass) {
            roots[address, default: []] += own.filter { $0.isAbsolute && $0.components.count > 1 }
          }
        }
      }
    }
    return roots
  }

  private func listings(_ routes: [Route], on machine: any Machine) -> [Place: Listing] {
    guard options.targets.isEmpty else { return [:] }
    let roots = Set(routes.flatMap { [$0.writerRoot, $0.readerRoot] }.compactMap { $0 })
    return Dictionary(uniqueKeysWithValues: roots.map { ($0, Listing.of($0, on: machine)) })
  }

  /// Which nginx holds each listening port of our network.
  private func ports(_ nginx: [NginxInstance], _ processes: [RunningProcess]) -> [Int: Int] {
    let listeners = machine.listeners().filter { !$0.isUnix }
    let pids = nginx.compactMap(\.master?.pid)
    let owners = machine.socketOwners(among: pids)
    var ports: [Int: Int] = [:]
    for listener in listeners {
      for pid in owners[listener.inode] ?? [] {
        if let number = nginx.firstIndex(where: { $0.master?.pid == pid }) { ports[listener.port] = number }
      }
    }
    return ports
  }

  /// Env files near the directories that nginx serves, where no running application accounts for them.
  private func looseFiles(_ nginx: [NginxInstance], beside applications: [Application]) -> [EnvironmentFile] {
    var folders: [FilePath] = options.project.map { [$0] } ?? []
    for instance in nginx where instance.view == .own {
      for server in instance.configuration.servers {
        for location in server.locations {
          guard var folder = location.settings.documentRoot?.arguments.first.map({ FilePath($0) }) else { continue }
          for _ in 0..<3 where folder.components.count > 1 {
            folders.append(folder)
            folder.removeLastComponent()
          }
        }
      }
    }
    let known = Set(applications.flatMap(\.files).map(\.path))
    var seen = known
    let paths = folders.map { $0.appending(".env") } + options.environmentFiles
    return paths.compactMap { path in
      guard seen.insert(path).inserted else { return nil }
      return EnvironmentFile.read(Place(path), on: machine, redactor: redactor)
    }
  }
}
