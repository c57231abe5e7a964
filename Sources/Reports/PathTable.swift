import Diagnostics
import Notation

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
    let seen = report.observations.filter { $0.kind == "path.component" && Self.concerns($0, diagnosed.subject) }
      .prefix(500).map(\.read)
    guard !seen.isEmpty else { return nil }
    var walks: [(name: String, components: [Observation])] = []
    for observation in seen {
      let name = Self.walk(of: observation)
      let index = walks.lastIndex { $0.name == name }
      let isOther = index.map { walks[$0].components.contains { Self.contradicts($0, observation) } } ?? true
      if let index, !isOther {
        walks[index].components.append(observation)
      } else {
        walks.append((name, [observation]))
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

  /// Which walk a component belongs to: who walks, what for, to which end.
  private static func walk(of observation: Observation) -> String {
    let fields = ["for", "as", "identity", "uid"].map { observation.data[$0]?.plain ?? "" }
    return (fields + [observation.subject[.path] ?? ""]).joined(separator: " ")
  }

  /// Whether two components are one place with different verdicts, and so of walks by different identities.
  private static func contradicts(_ left: Observation, _ right: Observation) -> Bool {
    left.data["path"] == right.data["path"] && left.data["verdict"] != right.data["verdict"]
  }

  private static func verdict(_ observation: Observation) -> Verdict {
    switch observation.data["verdict"]?.text {
    case "allowed": .allowed
    case "denied": .denied
    default: .unknown
    }
  }

  private static func row(_ observation: Observation) -> Row {
    func field(_ name: String) -> String? {
      guard let value = observation.data[name], value != .null, !value.plain.isEmpty else { return nil }
      return value.plain
    }
    let verdict = verdict(observation)
    let remarks = [
      field("link_target").map { "-> \($0)" },
      verdict == .denied ? field("needed").map { "needs \($0)" } : nil,
      field("acl").map { $0 == "yes" ? "has an ACL" : "ACL \($0)" },
      field("mount").flatMap { $0 == field("path") || $0 == "yes" ? "mount point" : nil },
    ]
    let owners = [field("owner"), field("group")].compactMap { $0 }
    return Row(
      path: field("path") ?? observation.subject[.path] ?? "?", verdict: verdict,
      mode: FileMode.text(field("mode"), type: field("type")), owner: owners.joined(separator: ":"),
      remark: remarks.compactMap { $0 }.joined(separator: ", "))
  }
}
