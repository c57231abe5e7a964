import Diagnostics
import Notation
import Reports
import Testing

@Suite struct ComparisonTests {
  @Test func aFixCures() {
    let comparison = Comparison(before: Sample.access.report, after: Sample.healthy.report)
    #expect(comparison.cured.map(\.cause.id) == ["access.parent-not-traversable"])
    #expect(comparison.new.isEmpty && comparison.changed.isEmpty && comparison.remaining.isEmpty)
    #expect(!comparison.isWorse(at: .possible))
    #expect(comparison.summary == "1 cured")
  }

  @Test func whatIsFoundNowOnlyIsNew() {
    let comparison = Comparison(before: Sample.access.report, after: Sample.several.report)
    #expect(comparison.remaining.map(\.after.cause.id) == ["access.parent-not-traversable"])
    #expect(comparison.new.count == 5)
    #expect(comparison.isWorse(at: .likely))
    #expect(!comparison.isWorse(at: .confirmed))
  }

  @Test func whatCouldNotBeLookedForAgainIsNotCured() {
    for after in [Sample.interrupted.report, Sample.partial.report] {
      let comparison = Comparison(before: Sample.access.report, after: after)
      #expect(comparison.cured.isEmpty)
      #expect(comparison.unknown.count == 1)
    }
  }

  @Test func anotherVerdictIsAChange() {
    var after = Sample.nginx.report
    let found = after.diagnosis.causes[0]
    after.diagnosis = Diagnosis(
      causes: [
        DiagnosedCause(
          cause: found.cause, verdict: .confirmed, confidence: 0.98, subject: found.subject, evidence: found.evidence,
          fixes: found.fixes, culprit: found.culprit)
      ], ruledOut: [], undetermined: [])
    let comparison = Comparison(before: Sample.nginx.report, after: after)
    #expect(comparison.changed.count == 1)
    #expect(comparison.isWorse(at: .confirmed))
    #expect(!comparison.isWorse(at: .likely))
  }

  @Test func whatWasFoldedIsNeitherNewNorCured() {
    let (root, other) = (Sample.traversed, Sample.caused("nginx.no-location", .likely))
    let folded = Sample.caused(
      "access.file-not-readable", .confirmed,
      consequences: [Consequence(id: root.cause.id, title: root.cause.title, verdict: .confirmed)])
    let unfolded = Comparison(before: Sample.report([folded]), after: Sample.report([root]))
    #expect(unfolded.new.isEmpty && unfolded.changed.count == 1)
    #expect(unfolded.cured.map(\.cause.id) == ["access.file-not-readable"])
    #expect(unfolded.text(Presentation()).contains("followed from access.file-not-readable before"))
    let again = Comparison(before: Sample.report([root]), after: Sample.report([folded, other]))
    #expect(again.new.map(\.cause.id) == ["nginx.no-location"] && again.cured.isEmpty)
    #expect(again.text(Presentation()).contains("follows from access.file-not-readable now"))
  }

  @Test func numbersOfLinesAndProcessesDoNotMakeAnotherCause() {
    let before = Sample.caused("nginx.no-location", .likely, culprit: "/etc/nginx/nginx.conf:7")
    let after = Sample.caused("nginx.no-location", .likely, culprit: "/etc/nginx/nginx.conf:12")
    #expect(Comparison(before: Sample.report([before]), after: Sample.report([after])).remaining.count == 1)
  }

  @Test func anotherTargetIsNotLookedForAgain() {
    var after = Sample.healthy.report
    after.targets = ["http://localhost/other/"]
    after.routes = []
    after.observations = []
    let comparison = Comparison(before: Sample.access.report, after: after)
    #expect(comparison.unknown.count == 1 && comparison.cured.isEmpty)
  }

  @Test func aBaselineMarksWhatIsKnown() throws {
    let (known, new) = (Sample.caused("disk.full", .likely), Sample.caused("nginx.no-location", .confirmed))
    let report = Sample.report([known, new]).measured(by: Sample.report([known]))
    #expect(report.diagnosis.causes.map(\.isKnown) == [true, false])
    let junit = rendered(report, as: .junit)
    #expect(junit.contains("failures=\"1\""))
    let sarif = rendered(report, as: .sarif)
    #expect(sarif.contains("\"baselineState\": \"unchanged\"") && sarif.contains("\"baselineState\": \"new\""))
    let text = rendered(report, as: .text)
    #expect(text.hasPrefix("confirmed: What nginx.no-location says"))
    #expect(text.contains("known, likely") && text.contains("1 known since 2026-11-20T10:00:00Z, 1 new"))
    let stored = try Report(json: Array(rendered(report, as: .json).utf8))
    for format in Format.allCases { #expect(rendered(stored, as: format) == rendered(report, as: format)) }
  }

  @Test func whatIsSurerThanTheBaselineIsNotKnown() {
    let (before, after) = (Sample.caused("disk.full", .possible), Sample.caused("disk.full", .confirmed))
    let report = Sample.report([after]).measured(by: Sample.report([before]))
    #expect(report.diagnosis.causes.map(\.isKnown) == [false])
  }

  @Test func itIsToldAsTextAndJSON() throws {
    let comparison = Comparison(before: Sample.disk.report, after: Sample.several.report)
    try Golden.expect(comparison.text(Presentation()), isIn: "comparison.text")
    try Golden.expect(comparison.json, isIn: "comparison.json")
    _ = try JSONReader.value(Array(comparison.json.utf8))
  }
}
