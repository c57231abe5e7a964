import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Which nginx runs, as whom, since when, and who else holds its ports.
public struct NginxProcessProbe: Probe {
  public static var id: String { "nginx-process" }
  public static var summary: String { "Which nginx runs, as whom, since when, and who else holds its ports." }
  public static var needs: [ProbeNeed] { [.root("for the processes of other users")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for instance in scene.nginx {
      guard let master = instance.master else { continue }
      recorder.record(
        NginxRunning(
          configuration: instance.configuration.file, pid: master.pid, user: instance.worker.shown,
          version: instance.build.version, view: instance.view == .own ? "host" : "container"), of: [:],
        "nginx \(instance.build.version) runs (pid \(master.pid)), its workers as \(instance.worker.shown)")
      newerFiles(instance, scene, recorder)
    }
    for process in NginxDiscovery.pretenders(scene.processes, on: scene.machine) {
      let program = scene.machine.target(of: Place(FilePath("/proc/\(process.pid)/exe")))?.shown
      let user = process.identity.shown
      recorder.record(
        NginxPretender(pid: process.pid, program: program, user: user), of: [:],
        "Process \(process.pid) of \(user) calls itself a master of nginx but runs \(program ?? "another program"): it is not taken for one"
      )
    }
    if !scene.nginx.contains(where: \.isRunning) { absent(scene, recorder) }
    heldPorts(scene, recorder)
  }

  private func absent(_ scene: Scene, _ recorder: Recorder) {
    let instance = scene.nginx.first
    let configuration = instance?.configuration.file
    // An image of the application may well hold an nginx that is another container's work.
    let isOthers =
      !scene.applications.isEmpty && HostSummary.container(scene.machine, view: .own) != "none"
    let looked =
      "processes named nginx in /proc" + (configuration.map { ", \($0)" } ?? ", /usr/sbin/nginx, /etc/nginx/nginx.conf")
    recorder.record(
      NginxAbsent(
        installed: configuration != nil && !isOthers, looked: looked,
        start: [instance?.reloadCommand ?? "nginx -t && nginx"]), of: [:],
      configuration == nil
        ? "No nginx runs and none is installed (looked for \(looked))"
        : "No nginx runs, though \(configuration ?? "") is there")
  }

  /// Files of the configuration that changed after the oldest worker of now had started.
  private func newerFiles(_ instance: NginxInstance, _ scene: Scene, _ recorder: Recorder) {
    guard let loader = instance.workers.min(by: { $0.startedBy < $1.startedBy }) ?? instance.master,
      loader.started > 0
    else { return }
    var newest: (path: FilePath, changed: Moment)?
    let folders = instance.configuration.includes.map { FilePath($0.pattern).removingLastComponent() }
    for path in instance.configuration.files.map({ FilePath($0) }) + folders {
      guard let status = scene.machine.file(at: Place(path, in: instance.view)) else { continue }
      let changed = max(status.modifiedAt, status.changedAt)
      if changed > newest?.changed ?? loader.startedBy { newest = (path, changed) }
    }
    guard let newest else { return }
    let seconds = max(1, newest.changed.seconds - loader.started)
    recorder.record(
      ConfigNewerThanWorkers(file: newest.path.shown, reload: [instance.reloadCommand], seconds: seconds), of: [:],
      "\(newest.path.shown) changed \(seconds) s after the running workers had started")
  }

  /// Programs on the ports that the configuration listens on.
  private func heldPorts(_ scene: Scene, _ recorder: Recorder) {
    guard let instance = scene.nginx.first(where: { $0.view == .own }) else { return }
    let wanted = Set(instance.configuration.servers.flatMap(\.listens).filter { $0.family != .unix }.map(\.port))
    let listeners = scene.machine.listeners().filter { wanted.contains($0.port) }
    guard !listeners.isEmpty else { return }
    let nginx = Set(
      scene.processes.filter { $0.name.hasPrefix("nginx") || $0.arguments.first?.hasPrefix("nginx:") == true }.map(
        \.pid))
    let owners = scene.machine.socketOwners(among: scene.processes.map(\.pid))
    for listener in listeners {
      guard let pids = owners[listener.inode], let pid = pids.first, nginx.isDisjoint(with: pids),
        let process = scene.processes.first(where: { $0.pid == pid })
      else { continue }
      let command = process.arguments.joined(separator: " ")
      recorder.record(
        PortHeldByOther(command: command, pid: pid, port: listener.port, program: process.name), of: [:],
        "Port \(listener.port) is held by \(process.name) (pid \(pid): \(command)), not by nginx")
    }
  }
}
