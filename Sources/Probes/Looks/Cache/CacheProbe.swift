import Diagnostics
import Nginx
import Wire

/// Who answers along the way of a URL, and how long each lets the answer be kept.
public struct CacheProbe: AskingProbe {
  public static var id: String { "cache" }
  public static var summary: String {
    "Whether a cache on the way holds another answer than the server behind it, and how long answers may be kept."
  }
  public static var needs: [ProbeNeed] { [.network] }

  public init() {}

  public func ask(_ scene: Scene, into recorder: Recorder, answers: AnswerCollector) async {
    let requester = Requester(scene: scene)
    await withTaskGroup(of: Void.self) { group in
      for examined in scene.cases where examined.method == "GET" && examined.origin != .upload {
        guard let exchange = scene.exchange(examined) else { continue }
        let url = examined.address
        PolicyLook(examined: examined, exchange: exchange, scene: scene, recorder: recorder).record()
        guard examined.origin == .target else { continue }
        group.addTask {
          answers.add(
            await ServingLayerLook(
              examined: examined, url: url, exchange: exchange, requester: requester, recorder: recorder
            ).record())
        }
      }
    }
  }
}
