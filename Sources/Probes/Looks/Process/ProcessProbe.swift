import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What the running application servers do with uploads: how long they may take, how big they may be.
public struct ProcessProbe: Probe {
  public static var id: String { "process" }
  public static var summary: String {
    "How long and how big an upload may be for the running application servers, and what they hold open."
  }
  public static var needs: [ProbeNeed] { [.root("for other users' processes and their logs")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for application in scene.applications {
      WorkerTimeout(application: application, scene: scene, recorder: recorder).record()
      recordOpen(application, scene, recorder)
    }
    RefusedUploads(scene: scene, recorder: recorder).record()
  }

  /// Files that it has open below its upload directory.
  private func recordOpen(_ application: Application, _ scene: Scene, _ recorder: Recorder) {
    guard let route = scene.routes.first(where: { $0.kind == .media && isOf(application, $0, scene) }),
      let root = route.writerRoot
    else { return }
    for process in application.processes.prefix(16) {
      let open = scene.machine.descriptors(of: process.pid).filter { $0.target.hasPrefix(root.path.string + "/") }
      guard let first = open.first else { continue }
      recorder.record(
        AppOpenUploads(
          count: open.count, example: first.target, isDeleted: first.target.hasSuffix("(deleted)"), pid: process.pid),
        of: [.route: route.id],
        "\(application.program) (pid \(process.pid)) has \(open.count) files open below \(root.path.shown), \(first.target) among them"
      )
    }
  }

  private func isOf(_ application: Application, _ route: Route, _ scene: Scene) -> Bool {
    route.application.map { scene.applications[$0].lead.pid } == application.lead.pid
  }
}
