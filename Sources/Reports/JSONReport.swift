import Diagnostics
import Notation

/// The report as JSON, schema version 1.
enum JSONReport {
  static let schemaVersion = 1
  /// Pieces are written when they have so many bytes.
  private static let piece = 65_536

  /// Writes the report in pieces, so that a long one is never held as a whole.
  static func write(_ report: Report, to write: (String) -> Void) {
    var json = JSONText(capacity: piece * 2)
    json.object(.lines) { json in
      json.head(report)
      json.member("routes", each: report.routes) { $0.route($1) }
      json.member("causes", each: Array(report.diagnosis.causes.enumerated())) { json, ranked in
        json.cause(ranked.element, rank: ranked.offset + 1)
      }
      json.member("ruled_out", each: report.diagnosis.ruledOut) { $0.ruledOut($1) }
      json.member("undetermined", each: report.diagnosis.undetermined) { $0.undetermined($1) }
      json.member("observations", each: report.observations) { json, observation in
        json.observation(observation)
        if json.length >= piece { write(json.drain()) }
      }
      json.member("probes", each: report.probes) { $0.probe($1) }
    }
    write(json.drain() + "\n")
  }
}

extension JSONText {
  fileprivate mutating func head(_ report: Report) {
    member("schema_version", JSONReport.schemaVersion)
    member("tool") {
      $0.member("name", Tool.name)
      $0.member("version", Tool.version)
    }
    member("started_at", Timestamp.text(secondsSince1970: report.startedAt))
    member("duration_ms", report.durationMilliseconds)
    member("complete", report.isComplete)
    member("redacted", report.isRedacted)
    member("redactions") { json in
      for (kind, count) in report.redactions.sorted(by: { $0.key < $1.key }) { json.member(kind, count) }
    }
    if !report.redactedPlaces.isEmpty {
      member("redacted_places") { json in
        for (place, count) in report.redactedPlaces.sorted(by: { $0.key < $1.key }) { json.member(place, count) }
      }
    }
    if let baseline = report.baseline { member("baseline", Timestamp.text(secondsSince1970: baseline)) }
    if let file = report.configurationFile { member("config", file) }
    member("targets", report.targets)
    member("host", .lines) { $0.host(report.host) }
  }

  private mutating func host(_ host: HostSummary) {
    member("hostname", host.hostname)
    member("os", host.system)
    member("kernel", host.kernel)
    member("container", host.container)
    member("user") {
      $0.member("uid", host.uid)
      $0.member("name", host.userName)
    }
    if let capabilities = host.capabilities {
      member("capabilities", capabilities)
    } else {
      member("capabilities", value: .null)
    }
  }

  fileprivate mutating func route(_ route: RouteSummary) {
    object(.lines) { json in
      json.member("id", route.id)
      json.member("kind", route.kind.rawValue)
      json.member("url", route.url)
      json.member("handler", route.handler)
      json.member("writer", value: route.writer.map(Value.object) ?? .null)
      json.member("reader", value: route.reader.map(Value.object) ?? .null)
      json.member("root", route.root)
      json.member("mount", value: route.mount.map(Value.object) ?? .null)
      json.member("sources", route.sources)
    }
  }

  fileprivate mutating func ruledOut(_ ruledOut: RuledOut) {
    object { json in
      json.member("id", ruledOut.id)
      json.member("because", ruledOut.because)
      json.member("evidence", ruledOut.evidence)
    }
  }

  fileprivate mutating func undetermined(_ undetermined: Undetermined) {
    object { json in
      json.member("id", undetermined.id)
      json.member("needs", undetermined.needs)
      json.member("probe", undetermined.probe)
    }
  }

  fileprivate mutating func observation(_ observation: Observation) {
    object { json in
      json.member("id", observation.id)
      json.member("kind", observation.kind)
      json.member("probe", observation.probe)
      json.key("subject")
      json.subject(observation.subject)
      json.member("summary", observation.summary)
      json.key("data")
      json.members(observation.data)
      json.member("at_ms", observation.atMilliseconds)
    }
  }

  fileprivate mutating func probe(_ probe: ProbeRun) {
    object { json in
      json.member("id", probe.id)
      json.member("status", probe.status.rawValue)
      json.member("duration_ms", probe.durationMilliseconds)
      json.member("reason", probe.reason)
    }
  }

  mutating func subject(_ subject: Subject) {
    object { json in
      for aspect in Subject.Aspect.allCases {
        if let value = subject[aspect] { json.member(aspect.rawValue, value) }
      }
    }
  }
}
