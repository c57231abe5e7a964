import Diagnostics
import Linux
import Nginx
import SystemPackage

/// What nginx's error and access logs say of the examined URLs and paths.
public struct NginxLogProbe: Probe {
  public static var id: String { "nginx-log" }
  public static var summary: String { "What nginx's error and access logs say of the examined URLs and paths." }
  public static var needs: String { "the right to read nginx's logs (root, or the group adm)" }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for instance in scene.nginx {
      let scopes = instance.configuration.servers.map(\.settings) + [instance.configuration.settings].compactMap { $0 }
      let listed = scene.nginx.firstIndex {
        $0.configuration.file == instance.configuration.file && $0.view == instance.view
      }
      let errors = Set(scopes.flatMap(\.errorLogs) + [.file(instance.build.errorLog)])
      for path in files(errors, instance, recorder) {
        guard let (lines, clock) = lines(path, instance, scene) else { continue }
        let teller = LogTeller(instance: instance, number: listed, clock: clock, scene: scene, recorder: recorder)
        teller.tell(lines.map { ErrorLogLine(Array($0)) })
      }
      let accesses = Set(
        (scopes + instance.configuration.servers.flatMap { Self.all($0.locations) }).flatMap(\.accessLogs))
      var seen: [AccessLogLine] = []
      for path in files(accesses, instance, recorder) {
        seen += (lines(path, instance, scene)?.lines ?? []).compactMap {
          AccessLogLine(String(decoding: $0, as: UTF8.self))
        }
      }
      AccessLogTeller(number: listed, scene: scene, recorder: recorder).tell(seen)
    }
  }

  private static func all(_ locations: [LocationBlock]) -> [Effective] {
    locations.flatMap { [$0.settings] + all($0.children) }
  }

  /// The files among the logs; the other places are said.
  private func files(_ targets: Set<LogTarget>, _ instance: NginxInstance, _ recorder: Recorder) -> [String] {
    var paths: Set<String> = []
    for target in targets {
      switch target {
      case .file(let path) where !path.contains("$"): paths.insert(path)
      case .file(let path): elsewhere("variable", path, recorder)
      case .syslog(let server): elsewhere("syslog", server, recorder)
      case .standardError: elsewhere("stderr", "stderr", recorder)
      case .off: continue
      }
    }
    return paths.sorted()
  }

  private func elsewhere(_ kind: String, _ target: String, _ recorder: Recorder) {
    recorder.record(
      "log.elsewhere", by: Self.id, of: [:],
      "A log of nginx goes to \(kind == "stderr" ? "standard error" : target), which is not read here",
      ["kind": .string(kind), "target": .string(target)])
  }

  /// The last lines of a log, with what its clock is ahead of UTC.
  private func lines(
    _ path: String, _ instance: NginxInstance, _ scene: Scene
  ) -> (lines: [ArraySlice<UInt8>], clock: LogClock)? {
    let place = Place(FilePath(path), in: instance.view)
    guard let status = try? scene.machine.status(place), status.kind == .regular,
      let bytes = try? scene.machine.contents(place, limit: 256 * 1024, fromEnd: true)
    else { return nil }
    let lines = Array(bytes.split(separator: UInt8(ascii: "\n")).suffix(1500))
    let last = lines.last.flatMap { LogTime.seconds(String(decoding: $0.prefix(19), as: UTF8.self)[...]) }
    return (lines, LogClock(lastLine: last, written: status.modified))
  }
}
