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
    let requester = Requester(scene: scene)
    InstanceDisksLook(scene: scene, recorder: recorder).recordRoutes()
    await withTaskGroup(of: Void.self) { group in
      for examined in scene.cases where examined.origin == .target && examined.method == "GET" {
        guard let exchange = scene.exchange(examined) else { continue }
        let url = examined.address
        group.addTask {
          await InstanceLook(examined: examined, url: url, exchange: exchange, requester: requester, recorder: recorder)
            .record()
        }
      }
    }
  }
}
