import Linux
import SystemPackage

extension Scene {
  /// The container that a process runs in, as an engine describes it.
  func container(of process: RunningProcess) -> Container? {
    guard process.view != .own, !containers.isEmpty else { return nil }
    let family = Set(processes.filter { $0.mountNamespace == process.mountNamespace }.map(\.pid))
    if let own = containers.first(where: { $0.pid.map(family.contains) == true }) { return own }
    let name = machine.text(Place("/etc/hostname", in: process.view), limit: 256)?.split(separator: "\n").first.map(
      String.init)
    return containers.first { !$0.hostname.isEmpty && $0.hostname == name }
  }

  /// The compose service that a container's process was made from, and its project.
  ///
  /// By the engine's labels or the container's name; else by the only service whose mounts and settings the process has.
  func service(of process: RunningProcess, environment: [String: String]?) -> (ComposeProject, ComposeService)? {
    guard process.view != .own, !compose.isEmpty else { return nil }
    let all = compose.flatMap { project in project.services.map { (project, $0) } }
    let points = Set(mounts(process.view).mounts.map(\.point))
    if let container = container(of: process) {
      let named = all.filter { project, service in
        if let label = container.service { return label == service.name && fits(service, points, environment) > -3 }
        return service.containerName == container.name
          || ["\(project.name)_\(service.name)_1", "\(project.name)-\(service.name)-1", service.name].contains(
            container.name)
      }
      let best = named.max { fits($0.1, points, environment) < fits($1.1, points, environment) }
      if let best, named.count == 1 || fits(best.1, points, environment) > 0 { return best }
    }
    let scored = all.map { ($0, fits($0.1, points, environment)) }.filter { $0.1 >= 2 }.sorted { $0.1 > $1.1 }
    guard let first = scored.first, scored.count == 1 || scored[1].1 < first.1 else { return nil }
    return first.0
  }

  /// How well a service describes a process: settings and mount points that agree, less those that do not.
  private func fits(_ service: ComposeService, _ points: Set<FilePath>, _ environment: [String: String]?) -> Int {
    var score = 0
    for mount in service.mounts { score += points.contains(mount.target) ? 1 : -1 }
    guard let environment else { return score }
    for setting in service.settings.values {
      score += environment[setting.name] == setting.value ? 1 : environment[setting.name] == nil ? -1 : 0
    }
    return score
  }
}
