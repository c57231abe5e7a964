import Diagnostics
import Wire

/// Whether every instance that may answer a URL gives the same answer.
public struct InstancesProbe: Probe {
  public static var id: String { "instances" }
  public static var summary: String {
    "Whether every server that may answer a URL (pinned, resolved, or balanced over by nginx) gives the same answer."
  }
  public static var needs: [ProbeNeed] { [.network] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let asking = Asking(scene: scene)
    InstanceDisksLook(scene: scene, recorder: recorder).tellRoutes()
    await withTaskGroup(of: Void.self) { group in
      for one in scene.cases where one.origin == .target && one.method == "GET" {
        guard let exchange = scene.exchange(one) else { continue }
        let url = one.address
        group.addTask {
          await InstanceLook(one: one, url: url, exchange: exchange, asking: asking, recorder: recorder).tell()
        }
      }
    }
  }
}
