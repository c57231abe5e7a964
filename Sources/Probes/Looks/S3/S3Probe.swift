import Diagnostics
import Linux
import Wire

/// Whether the bucket that the application keeps its files in answers as it must, and to whom.
public struct S3Probe: Probe {
  public static var id: String { "s3" }
  public static var summary: String {
    "Whether the bucket that the application keeps its files in answers as it must, and to whom."
  }
  public static var needs: [ProbeNeed] { [.given("the network, and credentials from the application's settings")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let stores = StoreDiscovery(scene: scene).stores()
    await withTaskGroup(of: Void.self) { group in
      for store in stores.prefix(4) {
        group.addTask {
          var look = StoreLook(store: store, scene: scene, recorder: recorder)
          await look.look()
        }
      }
    }
  }
}
