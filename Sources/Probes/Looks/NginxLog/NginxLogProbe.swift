import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// What nginx's error and access logs say of the examined URLs and paths.
public struct NginxLogProbe: Probe {
  public static var id: String { "nginx-log" }
  public static var summary: String { "What nginx's error and access logs say of the examined URLs and paths." }
  public static var needs: [ProbeNeed] { [.reading("nginx's logs (root, or the group adm)")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for instance in scene.nginx {
      let scopes = instance.configuration.servers.map(\.settings) + [instance.configuration.settings].compactMap { $0 }
      let listed = scene.nginx.firstIndex {
        $0.configuration.file == instance.configuration.file && $0.view == instance.view
      }
      let errors = Set(scopes.flatMap(\.errorLogs) + [.file(instance.build.errorLog)])
      for path in files(errors, instance, recorder) {
        guard let tail = LogTail(path, of: instance, on: scene.machine) else { continue }
        let logLook = ErrorLogLook(
          instance: instance, number: listed, clock: LogClock(tail), scene: scene, recorder: recorder)
        logLook.record(ErrorLogLine.whole(tail.lines).map { ErrorLogLine($0) })
      }
      let paths = files(AccessLogs.targets(of: instance), instance, recorder)
      AccessLogLook(number: listed, scene: scene, recorder: recorder)
        .record(AccessLogs(scene: scene).requests(in: paths, of: instance))
    }
  }

  /// The files among the logs; the other places are said.
  private func files(_ targets: Set<LogTarget>, _ instance: NginxInstance, _ recorder: Recorder) -> [String] {
    var paths: Set<String> = []
    for target in targets {
      switch target {
      case .file(let path):
        if target.path != nil { paths.insert(path) } else { elsewhere(.variable, path, recorder) }
      case .syslog(let server): elsewhere(.syslog, server, recorder)
      case .standardError: elsewhere(.stderr, "stderr", recorder)
      case .off: continue
      }
    }
    return paths.sorted()
  }

  private func elsewhere(_ kind: LogElsewhere.Kind, _ target: String, _ recorder: Recorder) {
    recorder.record(
      LogElsewhere(kind: kind, target: target), of: [:],
      "A log of nginx goes to \(kind == .stderr ? "standard error" : target), which is not read here")
  }
}
