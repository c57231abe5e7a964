import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What a deploy does to files: what it deletes, when it builds, and what it took away from pages that are still open.
public struct DeployProbe: Probe {
  public static var id: String { "deploy" }
  public static var summary: String {
    "What a deploy does to files: what it deletes, when it builds, and which files of earlier builds are still asked for."
  }
  public static var needs: [ProbeNeed] { [.reading("the scripts and nginx's access log")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let lines = AccessLogs(scene: scene).requests()
    for route in scene.routes {
      if route.kind == .media, let media = route.writerRoot ?? route.readerRoot {
        recordDeletions(route, media, scene, recorder)
      }
      if route.kind == .static, route.application != nil { recordStart(route, lines, scene, recorder) }
      if route.kind == .static || route.prefix == "/", let root = route.readerRoot ?? route.writerRoot {
        OldAssets(route: route, root: root, scene: scene, recorder: recorder).record(lines)
      }
    }
  }

  private func recordDeletions(_ route: Route, _ media: Place, _ scene: Scene, _ recorder: Recorder) {
    for found in DeployScripts(scene: scene, route: route).deletions(of: media).prefix(8) {
      recorder.record(
        DeployDeletes(
          commands: found.commands, kind: found.kind, line: found.line.number,
          media: media.path.shown, script: found.script.path.shown, text: found.line.text), of: [.route: route.id],
        "\(found.script.path.shown):\(found.line.number) deletes what lies in \(media.path.shown): \(found.line.text)")
    }
  }

  private func recordStart(_ route: Route, _ lines: [LoggedRequest], _ scene: Scene, _ recorder: Recorder) {
    guard let number = route.application, let root = route.writerRoot else { return }
    let application = scene.applications[number]
    let scripts = StartScripts(application: application, scene: scene)
    guard let found = scripts.found().first else { return }
    let running = scripts.running()
    recorder.record(
      BuildAtStart(
        pid: running?.pid, root: root.path.shown, running: running != nil, source: found.source, text: found.text),
      of: [.route: route.id],
      "\(found.source) builds the assets whenever the application starts: \(found.text)"
        + (running.map { "; pid \($0.pid) builds right now" } ?? ""))
    recordMissed(route, root, application, lines, scene, recorder)
  }

  /// Requests since the start that failed, for files that were written later than that.
  private func recordMissed(
    _ route: Route, _ root: Place, _ application: Application, _ lines: [LoggedRequest], _ scene: Scene,
    _ recorder: Recorder
  ) {
    let missed = lines.compactMap { line -> (LoggedRequest, Int)? in
      guard [404, 502, 503, 504].contains(line.status), line.path.hasPrefix(route.prefix), let time = line.time,
        time >= application.lead.started - 600
      else { return nil }
      let file = root.at(root.path.appending(FilePath(String(line.path.dropFirst(route.prefix.count))).components))
      guard let status = scene.machine.file(at: file), status.kind == .regular, status.modified >= time else {
        return nil
      }
      return (line, status.modified - time)
    }
    guard let (example, seconds) = missed.first else { return }
    recorder.record(
      BuildMissed(count: missed.count, example: example.target, seconds: seconds), of: [.route: route.id],
      "\(missed.count) requests, \(example.target) first, were answered \(example.status) up to \(seconds) s before the file was built"
    )
  }
}
