public import Diagnostics

/// Several reports of containers or machines joined to one: what each saw, and what follows from two of them together.
public struct ReportMerge: Sendable {
  private let reports: [(name: String, report: Report)]

  /// Joins reports; those of one hostname are told apart by number.
  public init(_ reports: [Report]) {
    var counts: [String: Int] = [:]
    self.reports = reports.map { report in
      let name = report.host.hostname ?? "unnamed"
      counts[name, default: 0] += 1
      let count = counts[name] ?? 1
      return (count == 1 ? name : "\(name)-\(count)", report)
    }
  }

  /// One report, diagnosed anew over everything that was seen.
  public func report(catalogue: Catalogue, vocabulary: Vocabulary) -> Report {
    let seen = reports.flatMap { name, report in report.observations.map { Self.named($0, name) } }
    let log = Self.together(seen)
    let observations = seen + log.observations
    let diagnosis = Diagnoser(catalogue: catalogue, vocabulary: vocabulary).diagnose(observations)
    return Report(
      startedAt: reports.map(\.report.startedAt).min() ?? 0,
      durationMilliseconds: reports.map(\.report.durationMilliseconds).max() ?? 0,
      isComplete: reports.allSatisfy(\.report.isComplete), isRedacted: reports.allSatisfy(\.report.isRedacted),
      redactions: reports.map(\.report.redactions).reduce([:]) { $0.merging($1, uniquingKeysWith: +) },
      host: host, targets: Array(Set(reports.flatMap(\.report.targets))).sorted(),
      routes: reports.flatMap { name, report in report.routes.map { Self.named($0, name) } },
      diagnosis: Self.placed(diagnosis, unseen: log.unseen), observations: observations,
      probes: reports.flatMap { name, report in report.probes.map { Self.named($0, name) } }
        + (log.observations.isEmpty ? [] : [ProbeRun(id: MergeLog.probe, status: .ok)]))
  }

  /// What no report shows by itself.
  private static func together(_ seen: [Observation]) -> MergeLog {
    var log = MergeLog()
    let roots = seen.compactMap { SeenRoot($0) }
    let served = ServedRoutes(seen)
    RootPairs(roots: roots, mounts: SharedMounts(seen), served: served).record(to: &log)
    OwnDisks(roots, served: served).record(to: &log)
    ReleasePairs(seen).record(to: &log)
    return log
  }

  private var host: HostSummary {
    let hosts = reports.map(\.report.host)
    func common<Answer: Hashable>(_ value: (HostSummary) -> Answer) -> Answer? {
      Set(hosts.map(value)).count == 1 ? hosts.first.map(value) : nil
    }
    return HostSummary(
      hostname: reports.map(\.name).joined(separator: ", "), system: common(\.system) ?? nil,
      kernel: common(\.kernel) ?? nil, container: common(\.container) ?? "none", uid: common(\.uid) ?? 0,
      userName: common(\.userName) ?? nil, capabilities: common(\.capabilities) ?? nil)
  }

  private static func named(_ observation: Observation, _ name: String) -> Observation {
    var observation = observation
    observation.id = "\(name)/\(observation.id)"
    observation.probe = "\(name)/\(observation.probe)"
    if let route = observation.subject[.route] { observation.subject[.route] = "\(name)/\(route)" }
    observation.subject[.host] = observation.subject[.host].map { "\(name)/\($0)" } ?? name
    return observation
  }

  private static func named(_ route: RouteSummary, _ name: String) -> RouteSummary {
    var route = route
    route.id = "\(name)/\(route.id)"
    return route
  }

  private static func named(_ run: ProbeRun, _ name: String) -> ProbeRun {
    var run = run
    run.id = "\(name)/\(run.id)"
    return run
  }

  /// A diagnosis whose fixes say where they belong, with the questions that the merge leaves open.
  private static func placed(_ diagnosis: Diagnosis, unseen: [Undetermined]) -> Diagnosis {
    let answered = Set(diagnosis.causes.map(\.cause.id) + diagnosis.undetermined.map(\.id))
    return Diagnosis(
      causes: diagnosis.causes.map(placed), ruledOut: diagnosis.ruledOut,
      undetermined: diagnosis.undetermined + unseen.filter { !answered.contains($0.id) })
  }

  /// A cause whose fixes say on which machine they are to be carried out.
  private static func placed(_ found: DiagnosedCause) -> DiagnosedCause {
    guard let host = found.subject[.host] else { return found }
    let fixes = found.fixes.map { fix in
      Fix(
        summary: fix.commands.isEmpty ? fix.summary : "On \(host): \(fix.summary)", commands: fix.commands,
        risk: fix.risk, note: fix.note)
    }
    var placed = DiagnosedCause(
      cause: found.cause, verdict: found.verdict, confidence: found.confidence, subject: found.subject,
      otherSubjects: found.otherSubjects, evidence: found.evidence, fixes: fixes, consequences: found.consequences,
      culprit: found.culprit)
    placed.isKnown = found.isKnown
    return placed
  }
}
