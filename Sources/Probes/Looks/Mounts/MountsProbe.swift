import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Mounts that are missing, dead, replaced, hiding files, or not shared between writer and reader.
public struct MountsProbe: Probe {
  public static var id: String { "mounts" }
  public static var summary: String {
    "Mounts that are missing, dead, replaced, hiding files, or not shared between writer and reader."
  }
  public static var needs: [ProbeNeed] { [.root("to see the mounts of containers and what an overlay hides")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    recordStalled(scene, recorder)
    recordMissing(scene, recorder)
    recordReplaced(scene, recorder)
    for route in scene.routes {
      let look = RouteMounts(route: route, scene: scene, recorder: recorder)
      look.recordHidden()
      look.recordShared()
      look.recordEmpty()
    }
  }

  private func recordStalled(_ scene: Scene, _ recorder: Recorder) {
    for place in scene.machine.stalledMounts {
      let mount = scene.mounts(place.view).mounts.last { $0.point == place.path }
      var routes = scene.routes.filter { route in
        [route.writerRoot, route.readerRoot].compactMap { $0 }.contains {
          $0.view == place.view && $0.path.starts(with: place.path)
        }
      }.map { [.route: $0.id] as Subject }
      routes += scene.cases.filter { $0.route == nil && ($0.file?.path.starts(with: place.path) ?? false) }.map(
        \.subject)
      for subject in routes.isEmpty ? [[.mount: place.path.shown]] : routes {
        recorder.record(
          MountStalled(path: place.path.shown, point: place.path.shown, source: mount?.source, type: mount?.type),
          of: subject, "\(place.path.shown) (\(mount?.type ?? "?") from \(mount?.source ?? "?")) does not answer")
      }
    }
  }

  /// Expected mounts whose point lies on the way to a route, and where nothing is mounted.
  private func recordMissing(_ scene: Scene, _ recorder: Recorder) {
    let table = scene.mounts(.own)
    for expected in ExpectedMount.all(on: scene.machine)
    where !table.mounts.contains(where: { $0.point == expected.point }) {
      let routes = scene.routes.filter { route in
        [route.writerRoot, route.readerRoot].compactMap { $0 }.contains {
          $0.view == .own && $0.path.starts(with: expected.point)
        }
      }
      let point = expected.point.shown
      for route in routes {
        recorder.record(
          MountMissing(
            commands: [expected.command], expectedBy: expected.expectedBy, path: point, point: point,
            source: expected.source), of: [.route: route.id],
          "\(expected.expectedBy) mounts \(expected.source) at \(point), and nothing is mounted there: the bare directory is used"
        )
      }
    }
  }

  /// Single files that were mounted and whose source was replaced since: mountinfo marks the source `//deleted`.
  private func recordReplaced(_ scene: Scene, _ recorder: Recorder) {
    for view in Set(scene.nginx.map(\.view) + scene.applications.map(\.view)) {
      for mount in scene.mounts(view).mounts where mount.isSourceDeleted {
        guard let status = scene.machine.file(at: Place(mount.point, in: view)), status.kind == .regular else {
          continue
        }
        recorder.record(
          MountSourceReplaced(
            container: HostSummary.container(scene.machine, view: view), point: mount.point.shown,
            source: mount.fileSystemRoot), of: [:],
          "\(mount.point.shown) is a single mounted file whose source was replaced outside: in here it still is the old one"
        )
      }
    }
  }
}
