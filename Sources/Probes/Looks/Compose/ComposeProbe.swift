import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What compose files say of the running containers, and where these are otherwise.
public struct ComposeProbe: Probe {
  public static var id: String { "compose" }
  public static var summary: String {
    "What compose files and Kubernetes manifests say of the running containers, and where these are otherwise."
  }
  public static var needs: [ProbeNeed] { [.reading("the compose files and manifests")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for project in scene.compose { record(project, recorder) }
    PodLook(scene: scene, recorder: recorder).record()
    for application in scene.applications {
      guard let (project, service) = scene.service(of: application.lead, environment: application.environment) else {
        continue
      }
      let process = "\(application.program) (\(application.lead.pid))"
      record(service, process, recorder)
      let routes = scene.routes(of: application)
      recordAbsent(
        service, project, application.lead, routes.compactMap { r in r.writerRoot.map { (r, $0) } }, scene, recorder)
    }
    for instance in scene.nginx {
      guard let master = instance.master, let (project, service) = scene.service(of: master, environment: nil) else {
        continue
      }
      record(service, "nginx (\(master.pid))", recorder)
      let routes = scene.routes.filter { $0.nginx.map { scene.nginx[$0].master?.pid } == master.pid }
      recordAbsent(service, project, master, routes.compactMap { r in r.readerRoot.map { (r, $0) } }, scene, recorder)
    }
  }

  /// `FILE:LINE:COLUMN: what is wrong`, where the reader knows the place.
  static func told(_ file: FilePath, _ message: String) -> String {
    let words = message.split(whereSeparator: { " ,:".contains($0) })
    guard words.count > 4, words[0] == "line", words[2] == "column", let colon = message.firstIndex(of: ":") else {
      return "\(file.shown): \(message)"
    }
    return "\(file.shown):\(words[1]):\(words[3])\(message[colon...])"
  }

  private func record(_ project: ComposeProject, _ recorder: Recorder) {
    if let file = project.files.first {
      recorder.record(
        ComposeFound(files: project.files.map(\.shown), project: project.name, services: project.services.map(\.name)),
        of: [.file: file.shown],
        "\(project.files.map(\.shown).joined(separator: ", ")) describe the services \(project.services.map(\.name).joined(separator: ", "))"
      )
      if !project.unset.isEmpty {
        recorder.record(
          ComposeUnset(file: file.shown, names: Array(project.unset.sorted().prefix(40))), of: [.file: file.shown],
          "\(file.shown) uses \(project.unset.sorted().prefix(8).joined(separator: ", ")), for which neither its .env nor a default has a value; compose may take them from its caller's environment"
        )
      }
    }
    for problem in project.problems {
      recorder.record(
        ComposeBroken(file: problem.file.shown, message: problem.message), of: [.file: problem.file.shown],
        Self.told(problem.file, problem.message))
    }
    for (service, path, line) in project.missingFiles {
      let file = project.files.first?.shown ?? ""
      recorder.record(
        ComposeEnvFileMissing(file: file, line: line, path: path.shown, service: service), of: [.file: path.shown],
        "\(file):\(line) gives service \(service) the env file \(path.shown), which is not there")
    }
  }

  private func record(_ service: ComposeService, _ process: String, _ recorder: Recorder) {
    let mounts = service.mounts.map { "\($0.source.isEmpty ? $0.kind.rawValue : $0.source):\($0.target.string)" }
    recorder.record(
      Facts.ComposeService(
        file: service.file.shown, line: service.line, mounts: mounts, process: process, service: service.name),
      of: [.process: process], "\(process) is the service \(service.name) of \(service.file.shown):\(service.line)")
  }

  /// Mounts that the file gives a service and its running container lacks: it was made before the line was written.
  private func recordAbsent(
    _ service: ComposeService, _ project: ComposeProject, _ process: RunningProcess, _ roots: [(Route, Place)],
    _ scene: Scene, _ recorder: Recorder
  ) {
    let points = Set(scene.mounts(process.view).mounts.map(\.point))
    for mount in service.mounts where !points.contains(mount.target) {
      for (route, root) in roots where root.path.starts(with: mount.target) {
        let edit = ComposeEdit(project: project, service: service, machine: scene.machine)
        recorder.record(
          MountMissing(
            commands: [edit.recreate], expectedBy: mount.shown, path: root.path.shown, point: mount.target.shown,
            source: mount.source.isEmpty ? "a volume" : mount.source), of: [.route: route.id],
          "\(mount.shown) mounts \(mount.source.isEmpty ? "a volume" : mount.source) at \(mount.target.shown), and the running container of \(service.name) has nothing mounted there: it was made before"
        )
      }
    }
  }
}
