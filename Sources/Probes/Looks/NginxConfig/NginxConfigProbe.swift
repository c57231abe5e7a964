import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Whether the configuration parses, which site files it leaves out, and what in it can never be used.
public struct NginxConfigProbe: Probe {
  public static var id: String { "nginx-config" }
  public static var summary: String {
    "Whether the configuration parses, which site files it leaves out, and what in it can never be used."
  }
  public static var needs: [ProbeNeed] { [.reading("nginx's configuration files")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for instance in scene.nginx {
      ConfigurationLook(instance: instance, scene: scene, recorder: recorder).record()
      SiteFileLook(sites: SiteFiles(instance: instance, scene: scene), recorder: recorder).record()
    }
  }
}
