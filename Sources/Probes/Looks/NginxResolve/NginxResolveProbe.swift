import Diagnostics
import Facts
import Linux
import Nginx
import SystemPackage

/// Which server, location and file answer each URL by the configuration, and which small change would make it right.
public struct NginxResolveProbe: Probe {
  public static var id: String { "nginx-resolve" }
  public static var summary: String {
    "Which server, location and file answer each URL by the configuration, and which small change would make it right."
  }
  public static var needs: [ProbeNeed] { [.reading("nginx's configuration")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for examined in scene.cases {
      guard let resolved = scene.resolved(examined) else { continue }
      let caseLook = ResolvedCaseLook(examined: examined, resolved: resolved, scene: scene, recorder: recorder)
      caseLook.record()
      if examined.origin == .upload || examined.origin == .target { await UploadPathLook(caseLook: caseLook).record() }
      let isAccelerated = await UpstreamLook(caseLook: caseLook).record()
      MaskedBlockLook(caseLook: caseLook).record()
      RepairLook(caseLook: caseLook, isAccelerated: isAccelerated).record()
    }
    await recordRefusedUploads(scene, recorder)
  }

  /// Uploads that the log tells of and nobody named: the limit on their way.
  private func recordRefusedUploads(_ scene: Scene, _ recorder: Recorder) async {
    let known = Set(scene.cases.map(\.url))
    let urls = Set(scene.earlier.all(LogTooLarge.self).compactMap { $0.subject[.url] })
      .subtracting(known)
    for url in urls.sorted().prefix(5) {
      let number = scene.nginx.indices.first { number in
        scene.nginx[number].isRunning
          && scene.nginx[number].configuration.servers.contains {
            $0.names.contains(CaseDiscovery.authority(of: url).host)
          }
      }
      guard
        let examined = Case(
          url: url, method: "POST", origin: .upload, route: nil, nginx: number ?? scene.nginx.indices.first),
        let resolved = scene.resolved(examined)
      else { continue }
      await UploadPathLook(
        caseLook: ResolvedCaseLook(examined: examined, resolved: resolved, scene: scene, recorder: recorder)
      ).record()
    }
  }
}
