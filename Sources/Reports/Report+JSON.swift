public import Diagnostics
import Notation

extension Report {
  /// Reads a stored report.
  ///
  /// Members that are not known are left out, and those that nothing hangs on may be missing, so that reports of later and
  /// of earlier versions can be read.
  ///
  /// - Throws: `ReportProblem` at line and column where the bytes are no JSON, or naming the member that is not as the
  ///   contract has it.
  public init(json bytes: [UInt8]) throws(ReportProblem) {
    let (value, stored) = try Self.members(bytes)
    let reader = try ReportReader(value, place: "")
    try reader.checkVersion()
    if let problem = stored.problem { throw problem }
    let startedAt = try reader.text("started_at")
    guard let seconds = Timestamp.seconds(startedAt) else {
      throw reader.problem("started_at", "a time such as 2026-11-20T10:00:00Z is expected")
    }
    self.init(
      startedAt: seconds, durationMilliseconds: try reader.number("duration_ms", otherwise: 0),
      isComplete: try reader.flag("complete", otherwise: true),
      isRedacted: try reader.flag("redacted", otherwise: false),
      redactions: try reader.counts("redactions"),
      host: try HostSummary(try ReportReader(reader.members["host"] ?? .null, place: "host")),
      targets: try reader.texts("targets"),
      routes: try reader.objects("routes") { route throws(ReportProblem) in try RouteSummary(route) },
      diagnosis: try Diagnosis(reader), observations: stored.observations,
      probes: try reader.objects("probes") { probe throws(ReportProblem) in try ProbeRun(probe) })
    configurationFile = try reader.textIfAny("config")
    redactedPlaces = try reader.counts("redacted_places")
    baseline = try reader.textIfAny("baseline").flatMap { Timestamp.seconds($0) }
  }

  /// The members of a report, its observations apart.
  private static func members(_ bytes: [UInt8]) throws(ReportProblem) -> (Value, StoredObservations) {
    var members: [String: Value] = [:]
    var stored = StoredObservations(in: bytes)
    do throws(JSONProblem) {
      let other = try JSONReader.document(bytes) { reader throws(JSONProblem) -> Value? in
        guard reader.isAtObject else { return try reader.value() }
        try reader.object { reader, name throws(JSONProblem) in
          if name == "observations" { try stored.read(&reader) } else { members[name] = try reader.value() }
        }
        return nil
      }
      return (other ?? .object(members), stored)
    } catch {
      throw ReportProblem(place: error.place, message: error.message)
    }
  }
}

extension ReportReader {
  fileprivate func checkVersion() throws(ReportProblem) {
    guard members["schema_version"] != nil else {
      throw problem("schema_version", "is missing; a report that was written with --format json is expected")
    }
    let version = try integer("schema_version")
    guard version >= 1 else { throw problem("schema_version", "there is no version \(version)") }
    guard version <= JSONReport.schemaVersion else {
      throw problem("schema_version", "\(version) is newer than \(JSONReport.schemaVersion), which is read here")
    }
  }
}

extension HostSummary {
  fileprivate init(_ reader: ReportReader) throws(ReportProblem) {
    let user = try ReportReader(reader.members["user"] ?? .null, place: "host.user")
    let hasCapabilities = (reader.members["capabilities"] ?? .null) != .null
    self.init(
      hostname: try reader.textIfAny("hostname"), system: try reader.textIfAny("os"),
      kernel: try reader.textIfAny("kernel"), container: try reader.text("container", otherwise: "none"),
      uid: try user.integer("uid"),
      userName: try user.textIfAny("name"), capabilities: hasCapabilities ? try reader.texts("capabilities") : nil)
  }
}

extension RouteSummary {
  fileprivate init(_ reader: ReportReader) throws(ReportProblem) {
    self.init(
      id: try reader.text("id"), kind: try reader.word("kind", Kind.self, otherwise: .unknown),
      url: try reader.textIfAny("url"),
      handler: try reader.textIfAny("handler"), writer: try reader.object("writer"),
      reader: try reader.object("reader"), root: try reader.textIfAny("root"), mount: try reader.object("mount"),
      sources: try reader.texts("sources"))
  }
}

extension ProbeRun {
  fileprivate init(_ reader: ReportReader) throws(ReportProblem) {
    let duration = reader.members["duration_ms"] ?? .null
    self.init(
      id: try reader.text("id"), status: try reader.word("status", Status.self),
      durationMilliseconds: duration == .null ? nil : try reader.number("duration_ms"),
      reason: try reader.textIfAny("reason"))
  }
}
