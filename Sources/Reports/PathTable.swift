import Diagnostics
import Facts

/// The components of a path with what each allows: `namei` with a verdict.
struct PathTable {
  enum Verdict: String {
    case allowed = "ok"
    case denied = "DENIED"
    case unknown = "unknown"
  }

  struct Row {
    let path: String
    let verdict: Verdict
    /// `drwx------`, or the mode and type as they are known.
    let mode: String
    let owner: String
    /// What is needed, the mount point, a link's target, an ACL.
    let remark: String
  }

  let rows: [Row]

  /// The walk of a cause's subject; nil where none was observed.
  init?(_ report: Report, _ diagnosed: DiagnosedCause) {
    let seen = report.observations.filter { $0.isOf(PathComponent.self) && Self.concerns($0, diagnosed.subject) }
      .prefix(500).map(\.read)
    guard !seen.isEmpty else { return nil }
    var walks: [(end: String?, components: [Observation])] = []
    for observation in seen {
      let end = observation.subject[.path]
      let index = walks.lastIndex { $0.end == end }
      let isOther = index.map { walks[$0].components.contains { Self.contradicts($0, observation) } } ?? true
      if let index, !isOther {
        walks[index].components.append(observation)
      } else {
        walks.append((end, [observation]))
      }
    }
    let denied = walks.first { $0.components.contains { Self.verdict($0) == .denied } }
    var paths: Set<String> = []
    rows = (denied ?? walks[0]).components.map(Self.row).filter { paths.insert($0.path).inserted }
  }

  var isAllowed: Bool { rows.allSatisfy { $0.verdict == .allowed } }

  private static func concerns(_ observation: Observation, _ subject: Subject) -> Bool {
    for aspect in [Subject.Aspect.path, .url] {
      if let own = observation.subject[aspect], let other = subject[aspect] { return own == other }
    }
    return observation.subject.joins(subject) && !subject.aspects.isEmpty
  }

  /// Whether two components are one place with different verdicts, and so of walks by different identities.
  private static func contradicts(_ left: Observation, _ right: Observation) -> Bool {
    left[PathComponent.path] == right[PathComponent.path] && left[PathComponent.verdict] != right[PathComponent.verdict]
  }

  private static func verdict(_ observation: Observation) -> Verdict {
    switch observation[PathComponent.verdict] {
    case .allowed?: .allowed
    case .denied?: .denied
    case .unknown?, nil: .unknown
    }
  }

  private static func row(_ observation: Observation) -> Row {
    func field(_ field: FactField<PathComponent, String>) -> String? {
      observation[field].flatMap { $0.isEmpty ? nil : $0 }
    }
    let path = field(PathComponent.path)
    let verdict = verdict(observation)
    let remarks = [
      field(PathComponent.linkTarget).map { "-> \($0)" },
      verdict == .denied ? field(PathComponent.needed).map { "needs \($0)" } : nil,
      field(PathComponent.acl).map { "ACL \($0)" },
      field(PathComponent.mount).flatMap { $0 == path ? "mount point" : nil },
    ]
    let owners = [field(PathComponent.owner), field(PathComponent.group)].compactMap { $0 }
    return Row(
      path: path ?? observation.subject[.path] ?? "?", verdict: verdict,
      mode: FileMode.text(field(PathComponent.mode), type: field(PathComponent.type)),
      owner: owners.joined(separator: ":"), remark: remarks.compactMap { $0 }.joined(separator: ", "))
  }
}
