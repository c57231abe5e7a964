import Diagnostics
import Wire

/// Whether what a page of another origin needs may be read by it.
public struct CORSProbe: Probe {
  public static var id: String { "cors" }
  public static var summary: String {
    "Whether fonts, module scripts and other files that a page takes from another origin come with the CORS answer."
  }
  public static var needs: [ProbeNeed] { [.network] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let requester = Requester(scene: scene)
    await withTaskGroup(of: Void.self) { group in
      for examined in scene.cases where examined.origin == .target && examined.method == "GET" {
        group.addTask { await CORSLook(examined: examined, requester: requester, recorder: recorder).record() }
      }
    }
  }
}
