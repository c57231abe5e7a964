import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Which server, location and file answer each URL by the configuration, and which small change would make it right.
public struct NginxResolveProbe: Probe {
  public static var id: String { "nginx-resolve" }
  public static var summary: String {
    "Which server, location and file answer each URL by the configuration, and which small change would make it right."
  }
  public static var needs: String { "the right to read nginx's configuration" }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for one in scene.cases {
      guard let resolved = scene.resolved(one) else { continue }
      let teller = ResolveTeller(one: one, resolved: resolved, scene: scene, recorder: recorder)
      teller.tell()
      if one.origin == .upload || one.origin == .target { UploadTeller(teller: teller).tell() }
      await UpstreamTeller(teller: teller).tell()
      RepairTeller(teller: teller).tell()
    }
  }
}
