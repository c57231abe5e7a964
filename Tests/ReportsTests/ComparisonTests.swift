import Diagnostics
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

  @Test func itIsToldAsTextAndJSON() throws {
    let comparison = Comparison(before: Sample.disk.report, after: Sample.several.report)
    try Golden.expect(comparison.text(Presentation()), isIn: "comparison.text")
    try Golden.expect(comparison.json, isIn: "comparison.json")
    _ = try JSONReader.value(Array(comparison.json.utf8))
  }
}
