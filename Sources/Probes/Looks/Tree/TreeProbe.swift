import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Patterns over a whole tree: private uploads, empty files, dead links, builds that are missing or old.
public struct TreeProbe: Probe {
  public static var id: String { "tree" }
  public static var summary: String {
    "Patterns over a whole tree: private uploads, empty files, dead links, builds that are missing or old."
  }
  public static var needs: [ProbeNeed] { [.reading("the trees")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let crowded = BuildLook.crowded(scene.routes)
    for route in scene.routes {
      guard let root = route.writerRoot ?? route.readerRoot else { continue }
      let listing = Listing.of(root, on: scene.machine)
      let look = RouteTree(route: route, root: root, listing: listing, scene: scene, recorder: recorder)
      look.recordState()
      UploadLook(route: route, root: root, scene: scene, recorder: recorder).record()
      look.recordEmpty()
      if route.kind == .static || route.prefix == "/" {
        BuildLook(
          route: route, root: root, listing: listing, scene: scene, recorder: recorder, crowded: crowded
        ).record()
      }
    }
    recordOverlap(scene, recorder)
  }

  /// Static and media roots of one application that are one directory, or one inside the other.
  private func recordOverlap(_ scene: Scene, _ recorder: Recorder) {
    let statics = scene.routes.filter { $0.kind == .static && $0.rootSetting != nil }
    let medias = scene.routes.filter { $0.kind == .media && $0.rootSetting != nil }
    for (fixed, media) in statics.flatMap({ fixed in medias.map { (fixed, $0) } })
    where fixed.application == media.application {
      guard let first = fixed.writerRoot, let second = media.writerRoot, first.view == second.view else { continue }
      let kind: TreeRootsOverlap.Kind? =
        first == second
        ? .same
        : second.path.starts(with: first.path)
          ? .mediaInside : nil
      guard let kind else { continue }
      let home = kind == .same ? nil : Relocation.home(for: media, in: scene, outside: [first.path])
      let commands = home.map { Relocation(route: media, scene: scene, target: $0).commands() } ?? []
      recorder.record(
        TreeRootsOverlap(
          commands: commands, kind: kind, media: second.path.shown,
          static: first.path.shown, to: commands.isEmpty ? nil : home?.shown), of: [.route: media.id],
        kind == .same
          ? "Static files and uploads share \(first.path.shown)"
          : "Uploads (\(second.path.shown)) lie inside the static root \(first.path.shown)")
    }
  }
}
