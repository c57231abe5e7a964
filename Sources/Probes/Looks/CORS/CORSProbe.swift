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
    let asking = Asking(scene: scene)
    await withTaskGroup(of: Void.self) { group in
      for one in scene.cases where one.origin == .target && one.method == "GET" {
        group.addTask { await CORSLook(one: one, asking: asking, recorder: recorder).tell() }
      }
    }
  }
}
