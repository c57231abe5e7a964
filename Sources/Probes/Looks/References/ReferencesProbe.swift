import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Whether stored values are keys, and whether what they lead to is there.
public struct ReferencesProbe: Probe {
  public static var id: String { "references" }
  public static var summary: String {
    "Whether stored references (--references) are keys, and whether the files or objects they lead to are there."
  }
  public static var needs: [ProbeNeed] { [.given("--references FILE or -")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    guard let source = scene.options.references else { return }
    let began = ContinuousClock.now
    let end = began + scene.options.probeTimeout * 0.6
    let survey = ReferenceSurvey(
      targets: ReferenceTarget.all(in: scene, until: end), hosts: hosts(scene), end: end)
    var editor = ReferenceLook(survey: survey, source: source, scene: scene, recorder: recorder)
    do throws(Errno) {
      let reader = try LineReader(source.path)
      editor.isComplete = try await read(reader, into: &editor.survey, until: began + scene.options.probeTimeout * 0.85)
    } catch {
      editor.problem = "\(source.shown): \(error)"
    }
    editor.record()
  }

  /// Reads to the end, or until the time is up: then what was read is told, and that there is more.
  private func read(
    _ reader: LineReader, into survey: inout ReferenceSurvey, until end: ContinuousClock.Instant
  ) async throws(Errno) -> Bool {
    while true {
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else { return false }
      switch try reader.next(within: left) {
      case .lines(let batch): await survey.take(batch)
      case .end: return true
      case .late: return false
      }
    }
  }

  /// The names of the site itself.
  private func hosts(_ scene: Scene) -> Set<String> {
    let bases = scene.routes.map { CaseDiscovery.authority(of: $0.base).host }
    let settings = scene.routes.compactMap(\.urlSetting?.value).filter { $0.contains("://") }
    let names = scene.nginx.flatMap(\.configuration.servers).flatMap(\.names)
    return Set((bases + settings.map { CaseDiscovery.authority(of: $0).host } + names).filter { $0.count > 1 })
  }
}
