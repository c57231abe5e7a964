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

  public func ask(_ scene: Scene, into recorder: Recorder) async -> Answers {
    let asking = Asking(scene: scene)
    return await withTaskGroup(of: Answers.self) { group in
      for one in scene.cases where one.method == "GET" && one.origin != .upload {
        guard let exchange = scene.exchange(one) else { continue }
        let url = one.address
        PolicyLook(one: one, exchange: exchange, scene: scene, recorder: recorder).tell()
        guard one.origin == .target else { continue }
        group.addTask {
          await HopLook(one: one, url: url, exchange: exchange, asking: asking, recorder: recorder).tell()
        }
      }
      return await group.reduce(into: Answers()) { $0.add($1) }
    }
  }
}
