import Diagnostics
import Wire

/// How large an upload each server on its way lets through; nothing is sent but the announcement of a size.
public struct UploadProbe: Probe {
  public static var id: String { "upload" }
  public static var summary: String {
    "Whether a server before this machine's nginx refuses uploads of a size that nginx lets through (with --upload-url)."
  }
  public static var needs: [ProbeNeed] { [.network] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let requester = Requester(scene: scene)
    for examined in scene.cases where examined.origin == .upload {
      let url = examined.address
      await OuterLimitLook(examined: examined, url: url, requester: requester, recorder: recorder).record()
    }
  }
}
