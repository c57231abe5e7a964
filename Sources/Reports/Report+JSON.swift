public import Diagnostics

extension Report {
  /// Reads a stored report.
  ///
  /// Members that are not known are left out, so that reports of later minor versions can be read.
  ///
  /// - Throws: `ReportProblem` at line and column where the bytes are no JSON, or naming the member that is not as the
  ///   contract has it.
  public init(json bytes: [UInt8]) throws(ReportProblem) {
    let value: Value
    do throws(JSONProblem) {
      value = try JSONReader.value(bytes)
    } catch {
      throw ReportProblem(place: error.place, message: error.message)
    }
    let reader = try ReportReader(value, place: "")
    let version = try reader.integer("schema_version")
    guard (1...JSONReport.schemaVersion).contains(version) else {
      throw reader.problem("schema_version", "\(version) is newer than \(JSONReport.schemaVersion), which is read here")
    }
    let startedAt = try reader.text("started_at")
    guard let seconds = Timestamp.seconds(startedAt) else {
      throw reader.problem("started_at", "a time such as 2026-11-20T10:00:00Z is expected")
    }
    self.init(
      startedAt: seconds, durationMilliseconds: try reader.number("duration_ms"),
      isComplete: try reader.flag("complete"), isRedacted: try reader.flag("redacted"),
      redactions: try reader.counts("redactions"),
      host: try HostSummary(try ReportReader(reader.members["host"] ?? .null, place: "host")),
      targets: try reader.texts("targets"),
      routes: try reader.objects("routes") { route throws(ReportProblem) in try RouteSummary(route) },
      diagnosis: try Diagnosis(reader),
      observations: try reader.objects("observations") { observation throws(ReportProblem) in
        try Observation(observation)
      },
      probes: try reader.objects("probes") { probe throws(ReportProblem) in try ProbeRun(probe) })
    redactedPlaces = try reader.counts("redacted_places")
    baseline = try reader.textIfAny("baseline").flatMap(Timestamp.seconds)
  }
}

extension HostSummary {
  fileprivate init(_ reader: ReportReader) throws(ReportProblem) {
    let user = try ReportReader(reader.members["user"] ?? .null, place: "host.user")
    let hasCapabilities = (reader.members["capabilities"] ?? .null) != .null
    self.init(
      hostname: try reader.textIfAny("hostname"), system: try reader.textIfAny("os"),
      kernel: try reader.textIfAny("kernel"), container: try reader.text("container"), uid: try user.integer("uid"),
      userName: try user.textIfAny("name"), capabilities: hasCapabilities ? try reader.texts("capabilities") : nil)
  }
}

extension RouteSummary {
  fileprivate init(_ reader: ReportReader) throws(ReportProblem) {
    self.init(
      id: try reader.text("id"), kind: try reader.word("kind", Kind.self), url: try reader.textIfAny("url"),
      handler: try reader.textIfAny("handler"), writer: try reader.object("writer"),
      reader: try reader.object("reader"), root: try reader.textIfAny("root"), mount: try reader.object("mount"),
      sources: try reader.texts("sources"))
  }
}

extension Observation {
  fileprivate init(_ reader: ReportReader) throws(ReportProblem) {
    self.init(
      id: try reader.text("id"), kind: try reader.text("kind"), probe: try reader.text("probe"),
      subject: try reader.subject("subject"), summary: try reader.text("summary"),
      data: try reader.object("data") ?? [:], atMilliseconds: try reader.number("at_ms"))
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
