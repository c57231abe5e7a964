import Diagnostics
import Linux
import SystemPackage
import Wire

/// Puts one marked file where the application stores uploads, fetches it by its URL, and removes it again.
public struct WriteTestProbe: Probe {
  public static var id: String { "write-test" }
  public static var summary: String {
    "Puts a marked file as the application would, or uploads it (--upload-url), fetches it by its URL and removes it (--write-test only)."
  }
  public static var needs: [ProbeNeed] { [.given("--write-test, and root to write as the application's user")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    guard scene.options.isWriteTesting else { return }
    for examined in scene.cases where examined.origin == .upload {
      let url = examined.address
      await UploadTest(url: url, examined: examined, scene: scene, recorder: recorder).run()
      scene.canaries.clear(into: recorder, isEnding: false)
    }
    var seen: Set<Place> = []
    for route in scene.routes where route.kind == .media && route.rootSetting != nil {
      guard let root = route.writerRoot, seen.insert(root).inserted else { continue }
      await WriteTest(route: route, root: root, scene: scene, recorder: recorder).run()
      scene.canaries.clear(into: recorder, isEnding: false)
    }
  }
}
