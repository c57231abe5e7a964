import Notation
import Testing

@testable import Diagnostics

/// Proofs, joins, refutations, folding and ranking on small catalogues.
@Suite struct DiagnoserTests {
  private static let vocabulary = Vocabulary([
    Fact(
      "path.denied", "", fields: ["component": .text, "for": .word(["reader", "writer"]), "cure": .commands],
      contraries: ["path.allowed"]),
    Fact("path.allowed", "", fields: ["for": .text]),
    Fact("http.status", "", fields: ["code": .number], leak: 0.05, phenomenon: "answer"),
    Fact("log.open-failed", "", fields: ["errno": .text], leak: 0.05, phenomenon: "answer"),
    Fact("probe.failed", "", fields: ["errno": .text], isEvidence: false),
  ])

  private static func cause(
    _ id: String, leadsTo: String = "[]", impact: String = "high", symptoms: String = "[http-403]"
  ) throws -> Cause {
    try Cause(
      yaml: """
        id: \(id)
        title: A directory is closed
        prior: 0.05
        impact: \(impact)
        symptoms: \(symptoms)
        proof: [ { path.denied: { for: reader } }, { http.status: { code: [403, 404] } } ]
        findings:
          - { when: { path.denied: { for: reader } }, probability: 0.9 }
          - { when: { http.status: { code: 403 } }, probability: 0.9 }
        refuted-by: [ { path.allowed: { for: reader } } ]
        leads-to: \(leadsTo)
        culprit: "{path.denied.component}"
        explanation: The directory may not be entered.
        fixes: [ { summary: "Open {path.denied.component}", commands: ["{path.denied.cure}", "ls {path.denied.component}"], risk: low } ]
        """, file: "\(id).yml")
  }

  private static func diagnose(_ causes: [Cause], _ observations: [Observation]) -> Diagnosis {
    let numbered = observations.enumerated().map { number, observation in
      var observation = observation
      observation.id = "o\(number + 1)"
      return observation
    }
    return Diagnoser(catalogue: Catalogue(causes), vocabulary: vocabulary).diagnose(numbered)
  }

  private static func denied(_ url: String, _ component: String = "/home/ana's files") -> Observation {
    Observation(
      kind: "path.denied", subject: [.url: url], summary: "denied",
      data: ["for": "reader", "component": .string(component), "cure": ["chmod o+x '/home'"]])
  }

  private static func status(_ url: String, _ code: Int) -> Observation {
    Observation(kind: "http.status", subject: [.url: url], summary: "status", data: ["code": .int(code)])
  }

  @Test func whatIsNoEvidenceChangesNothing() throws {
    let causes = [try Self.cause("a.b")]
    let machineWide = Observation(kind: "http.status", summary: "status", data: ["code": 403])
    let failed = Observation(kind: "probe.failed", subject: [.path: "/srv"], summary: "", data: ["errno": "EIO"])
    for seen in [[machineWide], [Self.denied("http://x/1"), Self.status("http://x/1", 403)], []] {
      let (without, with) = (Self.diagnose(causes, seen), Self.diagnose(causes, seen + [failed]))
      #expect(with.causes.map(\.verdict) == without.causes.map(\.verdict))
      #expect(with.causes.map(\.confidence) == without.causes.map(\.confidence))
      #expect(with.causes.map(\.subject) == without.causes.map(\.subject))
      #expect(with.causes.map(\.otherSubjects) == without.causes.map(\.otherSubjects))
    }
  }

  @Test func noCauseMayNameWhatIsNoEvidence() throws {
    let mistakes = Condition(kind: "probe.failed", demands: [:]).mistakes(in: Self.vocabulary)
    #expect(mistakes.count == 1 && mistakes[0].contains("no evidence"))
  }

  @Test func whatMeetsTheProofInOneCaseIsConfirmed() throws {
    let diagnosis = Self.diagnose([try Self.cause("a.b")], [Self.denied("http://x/1"), Self.status("http://x/1", 403)])
    let cause = try #require(diagnosis.causes.first)
    #expect(cause.verdict == .confirmed)
    #expect(cause.fixes.first?.commands == ["chmod o+x '/home'", #"ls '/home/ana'\''s files'"#])
  }

  @Test func whatMerelyCoexistsProvesNothing() throws {
    let diagnosis = Self.diagnose([try Self.cause("a.b")], [Self.denied("http://x/1"), Self.status("http://x/2", 403)])
    #expect(!diagnosis.causes.contains { $0.verdict == .confirmed })
  }

  @Test func aRefutationRulesOutAndNamesItsEvidence() throws {
    let allowed = Observation(
      kind: "path.allowed", subject: [.url: "http://x/1"], summary: "may read", data: ["for": "reader"])
    let diagnosis = Self.diagnose([try Self.cause("a.b")], [Self.status("http://x/1", 403), allowed])
    #expect(diagnosis.causes.isEmpty)
    #expect(diagnosis.ruledOut.map(\.because) == ["may read"])
    #expect(diagnosis.ruledOut.first?.evidence == ["o2"])
  }

  @Test func aSymptomAloneIsNeverLikely() throws {
    let causes = try ["a.a", "a.b", "a.c"].map { try Self.cause($0) }
    let diagnosis = Self.diagnose(causes, [Self.status("http://x/1", 403)])
    #expect(!diagnosis.causes.contains { $0.verdict >= .likely })
  }

  @Test func consequencesFoldUnderTheirRoot() throws {
    let causes = [try Self.cause("a.follows"), try Self.cause("a.root", leadsTo: "[a.follows]")]
    let diagnosis = Self.diagnose(causes, [Self.denied("http://x/1"), Self.status("http://x/1", 403)])
    #expect(diagnosis.causes.map(\.cause.id) == ["a.root"])
    #expect(diagnosis.causes.first?.consequences.map(\.id) == ["a.follows"])
  }

  @Test func oneCulpritIsOneCauseForAllItsCases() throws {
    let observations = ["http://x/1", "http://x/2"].flatMap { [Self.denied($0, "/home"), Self.status($0, 403)] }
    let diagnosis = Self.diagnose([try Self.cause("a.b")], observations)
    #expect(diagnosis.causes.count == 1)
    #expect(diagnosis.causes.first?.otherSubjects.count == 1)
  }

  @Test func whatIsLatentComesAfterWhatBreaksSomething() throws {
    let causes = [
      try Self.cause("a.latent", impact: "low", symptoms: "[none]"), try Self.cause("b.breaks", impact: "low"),
    ]
    let diagnosis = Self.diagnose(causes, [Self.denied("http://x/1"), Self.status("http://x/1", 403)])
    #expect(diagnosis.causes.map(\.cause.id) == ["b.breaks", "a.latent"])
  }
}
