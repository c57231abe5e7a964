import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Which containers write and serve the files, what is mounted into them, and which engine says so.
public struct ContainersProbe: Probe {
  public static var id: String { "containers" }
  public static var summary: String { "Which containers write and serve the files, and what is mounted into them." }
  public static var needs: [ProbeNeed] { [.root("or the right to use the engine's socket")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for (socket, reason) in scene.engineProblems {
      recorder.record(
        ContainerEngineSilent(reason: reason, socket: socket.shown), of: [.path: socket.shown],
        "The engine behind \(socket.shown) could not be asked: \(reason); containers are seen through /proc alone")
    }
    let leads =
      scene.applications.map { ($0.program, $0.lead) }
      + scene.nginx.compactMap { examined in examined.master.map { ("nginx", $0) } }
    for (program, lead) in leads where lead.view != .own { record(program, lead, scene, recorder) }
  }

  private func record(_ program: String, _ lead: RunningProcess, _ scene: Scene, _ recorder: Recorder) {
    let subject: Subject = [.process: "\(program) (\(lead.pid))"]
    if let container = scene.container(of: lead) {
      let mounts = container.mounts.map {
        "\($0.source.isEmpty ? $0.kind : $0.source):\($0.target.string)\($0.isReadOnly ? ":ro" : "")"
      }
      recorder.record(
        ContainerFound(
          created: container.created, engine: container.engine, id: String(container.id.prefix(12)),
          image: container.image, mounts: mounts.sorted(), name: container.name, pid: lead.pid,
          readOnly: container.isReadOnly, service: container.service, user: container.user), of: subject,
        "\(program) (pid \(lead.pid)) runs in the \(container.engine) container \(container.name)"
          + (container.image.isEmpty ? "" : " of \(container.image)")
          + (mounts.isEmpty ? ", into which nothing is mounted" : ", with \(mounts.sorted().joined(separator: ", "))"))
      return
    }
    let engine = HostSummary.container(scene.machine, view: lead.view)
    guard engine != "none" else { return }
    let mounts = scene.mounts(lead.view).mounts.filter { Self.isOwn($0) }.map {
      "\($0.fileSystemRoot):\($0.point.string)"
    }
    recorder.record(
      ContainerUnnamed(engine: engine, mounts: Array(mounts.prefix(40)), pid: lead.pid, program: program), of: subject,
      "\(program) (pid \(lead.pid)) runs in a container (\(engine)) that no engine's socket or note describes; its mounts, from /proc: \(mounts.isEmpty ? "none" : mounts.prefix(12).joined(separator: ", "))"
    )
  }

  /// Mounts that somebody asked for, not those that every container has.
  private static func isOwn(_ mount: Mount) -> Bool {
    let usual = ["/proc", "/sys", "/dev", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/run/secrets"]
    return mount.point != "/" && !usual.contains { mount.point.starts(with: FilePath($0)) }
  }
}
