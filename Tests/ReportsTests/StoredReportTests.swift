import Diagnostics
import Foundation
import Notation
import Reports
import Testing

/// Reports as earlier versions, or other hands, may have written them.
@Suite struct StoredReportTests {
  private static let least = """
    { "schema_version": 1, "started_at": "2026-11-20T10:00:00Z", "host": {"user": {"uid": 33}},
      "causes": [{"id": "access.file-not-readable", "verdict": "confirmed", "confidence": 0.9,
        "evidence": [{"observation": "o1"}], "fixes": [{"summary": "Give the right."}]}],
      "ruled_out": [{"id": "disk.full", "because": "there is room"}],
      "undetermined": [{"id": "s3.access-denied", "needs": "a bucket"}],
      "observations": [{"id": "o1", "kind": "path.denied"}], "routes": [{"id": "media"}],
      "probes": [{"id": "path", "status": "ok"}] }
    """

  private static func report(_ json: String) throws -> Report { try Report(json: Array(json.utf8)) }

  @Test(arguments: Format.allCases)
  func whatNothingHangsOnMayBeMissing(format: Format) throws {
    let report = try Self.report(Self.least)
    let told = rendered(report, as: format, presentation: Presentation(verbosity: .verbose))
    for word in ["access.file-not-readable", "disk.full", "s3.access-denied"] { #expect(told.contains(word)) }
    let again = try Self.report(rendered(report, as: .json))
    #expect(rendered(again, as: format, presentation: Presentation(verbosity: .verbose)) == told)
  }

  @Test func aReportThatDoesNotSayIsTakenForUnredacted() throws {
    let report = try Self.report(Self.least)
    #expect(!report.isRedacted)
    #expect(report.isComplete)
  }

  @Test(arguments: [
    ("\"schema_version\": 1,", "schema_version"), ("\"started_at\": \"2026-11-20T10:00:00Z\",", "started_at"),
    ("\"id\": \"o1\", ", "observations[0].id"), (", \"kind\": \"path.denied\"", "observations[0].kind"),
    ("\"verdict\": \"confirmed\",", "causes[0].verdict"), (" \"confidence\": 0.9,", "causes[0].confidence"),
    ("\"summary\": \"Give the right.\"", "causes[0].fixes[0].summary"), ("\"uid\": 33", "host.user.uid"),
    ("\"observation\": \"o1\"", "causes[0].evidence[0].observation"), (", \"status\": \"ok\"", "probes[0].status"),
    (", \"because\": \"there is room\"", "ruled_out[0].because"),
    (", \"needs\": \"a bucket\"", "undetermined[0].needs"),
  ])
  func whatMustBeThereIsNamed(member: String, place: String) throws {
    let range = try #require(Self.least.range(of: member))
    let problem = #expect(throws: ReportProblem.self) {
      try Self.report(Self.least.replacingCharacters(in: range, with: ""))
    }
    #expect(problem?.place == place)
    #expect(problem?.message.contains("is missing") == true)
  }

  @Test(arguments: [
    ("{\"id\": 1, \"kind\": \"a\"}", "observations[1].id"), ("7", "observations[1]"),
    ("{\"id\": \"a\", \"kind\": \"b\", \"data\": []}", "observations[1].data"),
    ("{\"id\": \"a\", \"kind\": \"b\", \"summary\": {}}", "observations[1].summary"),
    ("{\"id\": \"a\", \"kind\": \"b\", \"at_ms\": \"soon\"}", "observations[1].at_ms"),
    ("{\"id\": \"a\", \"kind\": \"b\", \"subject\": 3}", "observations[1].subject"),
    ("{\"id\": \"a\", \"kind\": \"b\", \"data\": {\"x\": \"\\ud800\"}}", "7:43"),
    ("{\"id\": \"a\", \"kind\": \"b\", \"data\": {\"x\": 01}}", "7:41"),
    ("{\"id\": \"a\", \"kind\": \"b\", \"more\": tru}", "7:34"),
  ])
  func observationsAreReadAsStrictly(element: String, place: String) throws {
    let json = Self.least.replacingOccurrences(
      of: "\"observations\": [{\"id\": \"o1\", \"kind\": \"path.denied\"}]",
      with: "\"observations\": [{\"id\": \"o1\", \"kind\": \"path.denied\"},\n\(element)]")
    let problem = #expect(throws: ReportProblem.self) { try Self.report(json) }
    #expect(problem?.place == place)
  }

  @Test func aNewerVersionAndNoVersionAtAllAreRefused() throws {
    for (version, word) in [(2, "newer"), (0, "no version"), (-1, "no version")] {
      let json = Self.least.replacingOccurrences(of: "\"schema_version\": 1", with: "\"schema_version\": \(version)")
      let problem = #expect(throws: ReportProblem.self) { try Self.report(json) }
      #expect(problem?.message.contains(word) == true)
    }
  }

  @Test func whatIsStoredEqualsWhatWasSeen() throws {
    let report = Sample.hostile.report
    let stored = try Self.report(rendered(report, as: .json))
    #expect(stored.observations == report.observations)
    #expect(Set(stored.observations) == Set(report.observations))
    var changed = stored.observations[0]
    changed.summary = "another"
    #expect(changed.data == report.observations[0].data)
    changed.data = ["a": 1]
    #expect(changed.summary == "another")
  }
}
