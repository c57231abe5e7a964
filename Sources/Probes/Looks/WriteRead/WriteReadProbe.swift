import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Whether what the application writes is what nginx serves.
public struct WriteReadProbe: Probe {
  public static var id: String { "write-read" }
  public static var summary: String {
    "Whether the application can write its uploads, and whether what it writes is what nginx serves."
  }
  public static var needs: [ProbeNeed] { [.root("to see an application in another container or of another user")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for route in scene.routes where route.kind == .media || route.kind == .download || route.rootSetting != nil {
      let look = WriterLook(route: route, scene: scene, recorder: recorder)
      if route.kind == .media { look.recordWriter() }
      look.recordRoots()
      look.recordURL()
    }
    for instance in scene.nginx { recordTemporary(instance, scene, recorder) }
    for target in scene.options.paths where target.hasPrefix("/") { recordTarget(target, scene, recorder) }
  }

  /// Whether nginx's workers can write where bodies of uploads and big answers are kept for a moment.
  private func recordTemporary(_ instance: NginxInstance, _ scene: Scene, _ recorder: Recorder) {
    guard instance.isRunning else { return }
    let servers = instance.configuration.servers.map(\.settings)
    let passes = instance.configuration.servers.contains { !($0.directive.block ?? []).passes.isEmpty }
    guard passes else { return }
    var isDenied = false
    for path in Set(servers.flatMap { [$0.clientBodyTempPath, $0.proxyTempPath] }).sorted() {
      let place = Place(FilePath(path), in: instance.view)
      let walk = scene.walk(place, as: instance.worker, for: .write)
      if let denial = Denial(walk, in: scene) {
        isDenied = true
        denial.record(as: .temp, of: [:], into: recorder)
      } else if case .failed(.noSuchFileOrDirectory) = walk.end {
        isDenied = true
        let user = instance.worker.name ?? String(instance.worker.uid)
        recorder.record(
          PathDenied(
            at: .target, by: .owner, component: path,
            cure: ["install -d -m 700 -o \(user.shellQuoted) \(place.reachable.shellQuoted)"], for: .temp,
            identity: instance.worker.shown, mode: "none", need: .w, opens: "nothing", owner: "none", path: path,
            uid: Int(instance.worker.uid)), of: [:],
          "\(path) is not there, though nginx runs: it is made only when nginx starts")
      }
    }
    guard !isDenied else { return }
    recorder.record(
      PathAllowed(for: .temp, identity: instance.worker.shown, path: servers.first?.clientBodyTempPath), of: [:],
      "\(instance.worker.shown) may write to nginx's temporary directories")
  }

  /// A path that the user named: whether the application may write to it.
  private func recordTarget(_ target: String, _ scene: Scene, _ recorder: Recorder) {
    guard let application = scene.applications.first else { return }
    let place = Place(FilePath(target), in: application.view)
    guard scene.machine.file(at: place)?.kind == .directory else { return }
    let walk = scene.walk(place, as: application.identity, for: .write)
    if let denial = Denial(walk, in: scene) {
      denial.record(as: .writer, of: [.path: target], into: recorder)
    }
  }
}
