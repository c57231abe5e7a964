import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What a report must carry so that it can be compared with those of other containers and machines.
public struct RootsProbe: Probe {
  public static var id: String { "roots" }
  public static var summary: String {
    "The identity of each route's directories and their newest files, so that reports of several containers can be merged."
  }
  public static var needs: [ProbeNeed] { [.reading("the directories")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for route in scene.routes where route.kind != .unknown || route.rootSetting != nil {
      let look = RootLook(route: route, scene: scene, recorder: recorder)
      look.record()
    }
    recordMounts(scene, recorder)
  }

  /// The mounts of the examiner's own view that hold files of people.
  private func recordMounts(_ scene: Scene, _ recorder: Recorder) {
    let kept = scene.mounts(.own).mounts.filter { mount in
      !Self.ownFolders.contains { mount.point.starts(with: $0) } && mount.point != "/"
    }
    guard !kept.isEmpty else { return }
    recorder.record(
      MountsSeen(mounts: kept.prefix(60).map { "\($0.device) \($0.fileSystemRoot) \($0.point.shown)" }),
      "\(kept.count) directories are mounted here")
  }

  private static let ownFolders: [FilePath] = ["/proc", "/sys", "/dev", "/run", "/usr", "/boot", "/opt/servedoctor"]
}
