import Diagnostics
import Linux
import Notation
import SystemPackage

extension HostSummary {
  /// What /proc and /etc say of the machine; nothing is asked of other programs.
  init(_ machine: any Machine) {
    let accounts = Accounts(machine)
    func line(_ path: FilePath) -> String? {
      machine.text(Place(path), limit: 4096)?.split(separator: "\n").first.map(String.init)
    }
    let release = (machine.text(Place("/etc/os-release"), limit: 8192) ?? "").split(separator: "\n")
    let name = release.first { $0.hasPrefix("PRETTY_NAME=") }.map { $0.dropFirst(12).filter { $0 != "\"" } }
    self.init(
      hostname: line("/proc/sys/kernel/hostname") ?? line("/etc/hostname"), system: name.map { String($0) },
      kernel: line("/proc/sys/kernel/osrelease"), container: Self.container(machine), uid: Int(machine.examiner.uid),
      userName: accounts.name(ofUser: machine.examiner.uid), capabilities: machine.examiner.capabilities.shown)
  }

  /// Which engine's container this is, by the marker files that each leaves.
  static func container(_ machine: any Machine, view: Viewpoint = .own) -> String {
    if machine.exists(Place("/var/run/secrets/kubernetes.io", in: view)) { return "kubernetes" }
    if machine.exists(Place("/run/.containerenv", in: view)) { return "podman" }
    if machine.exists(Place("/.dockerenv", in: view)) { return "docker" }
    let groups = machine.text(Place("/proc/1/cgroup", in: view), limit: 8192) ?? ""
    if groups.contains("kubepods") { return "kubernetes" }
    if groups.contains("/docker/") { return "docker" }
    if groups.contains("/lxc/") { return "lxc" }
    return "none"
  }
}

extension Scene {
  /// A route as the report tells it.
  func summary(of route: Route) -> RouteSummary {
    let application = route.application.map { applications[$0] }
    let instance = route.nginx.map { nginx[$0] }
    var writer: [String: Value]?
    if let application {
      writer = [
        "program": .string(application.program), "pid": .int(application.lead.pid),
        "uid": .int(Int(application.identity.uid)),
        "name": Value(application.identity.name), "root": Value(route.writerRoot?.path.shown),
      ]
    }
    var reader: [String: Value]?
    if let instance {
      reader = [
        "program": "nginx", "pid": Value(instance.master?.pid), "uid": .int(Int(instance.worker.uid)),
        "name": Value(instance.worker.name), "root": Value(route.readerRoot?.path.shown),
      ]
    }
    let place = route.writerRoot ?? route.readerRoot
    let mount = place.flatMap { mounts($0.view).mount(of: $0.path) }
    return RouteSummary(
      id: route.id, kind: route.kind, url: route.base + route.prefix, handler: route.handler, writer: writer,
      reader: reader,
      root: place?.path.shown,
      mount: mount.map {
        [
          "point": .string($0.point.shown), "type": .string($0.type), "source": .string($0.source),
          "options": Value($0.options),
        ]
      },
      sources: [route.rootSetting, route.urlSetting].compactMap { $0?.source })
  }
}
