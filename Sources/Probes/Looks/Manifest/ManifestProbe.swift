import Diagnostics
import Linux
import SystemPackage

/// Whether the files that build manifests name are there, for the application and for nginx.
public struct ManifestProbe: Probe {
  public static var id: String { "manifest" }
  public static var summary: String {
    "Whether the files that build manifests name (Vite, webpack, Django, Sprockets, Mix, Next) are there."
  }
  public static var needs: [ProbeNeed] { [.reading("the manifests")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for route in scene.routes where route.kind == .static || route.prefix == "/" || route.prefix.hasPrefix("/_next/") {
      let found = ManifestSearch(scene: scene).manifests(of: route)
      guard !found.isEmpty else { continue }
      ManifestLook(route: route, found: found, scene: scene, recorder: recorder).record()
    }
  }
}
