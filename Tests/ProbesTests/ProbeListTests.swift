import Diagnostics
import Facts
import Testing

@testable import Probes

/// Every probe says what it is and what it can see, and no fact is declared twice.
@Suite struct ProbeListTests {
  @Test func idsAreUnique() {
    let ids = ProbeList.all.map { type(of: $0).id }
    #expect(Set(ids).count == ids.count)
  }

  @Test func everyProbeSeesSomething() {
    for probe in ProbeList.all.map({ type(of: $0) }) {
      #expect(!probe.facts.isEmpty, "\(probe.id)")
      #expect(!probe.summary.isEmpty)
    }
  }

  @Test func everyFactIsDeclaredOnce() {
    let kinds = ProbeList.all.flatMap { type(of: $0).facts }.map(\.kind)
    #expect(Set(kinds).count == kinds.count)
    #expect(kinds.allSatisfy { $0.contains(".") && $0 == $0.lowercased() })
  }

  @Test func everyFactIsDeclaredByAProbeOrTheExamination() {
    let ids = Set(ProbeList.all.map { type(of: $0).id }).union(["examination"])
    for kind in ProbeList.vocabulary.kinds {
      #expect(ids.contains(ProbeList.vocabulary[kind]?.probe ?? ""), "\(kind)")
    }
    #expect(FactCatalogue.declared(by: "examination").allSatisfy { !$0.isEvidence })
  }

  @Test func contrariesAreKnown() {
    let vocabulary = ProbeList.vocabulary
    for kind in vocabulary.kinds {
      for contrary in vocabulary[kind]?.contraries ?? [] { #expect(vocabulary[contrary] != nil) }
    }
  }
}
