import Notation
import Testing

@testable import Diagnostics

/// Conditions, templates and what is said of mistaken cause files.
@Suite struct ConditionTests {
  @Test(arguments: [
    (Value.int(403), Value.list([403, 404]), true), (.int(500), .list([403, 404]), false), (.int(500), ">=500", true),
    (.int(499), ">=500", false), (.double(0.5), "<1", true), (.string("x"), "*", true), (.null, "*", false),
    (.string("a"), Value.object(["not": ["a"]]), false), (.string("b"), Value.object(["not": ["a"]]), true),
    (.null, .null, true),
    (.list(["a", "b"]), "b", true),
  ])
  func demandsAccept(value: Value, wanted: Value, isAccepted: Bool) {
    #expect(Condition.Demand(wanted).accepts(value) == isAccepted)
  }

  @Test(arguments: [
    ("id: [", "x.yml"), ("title: only", "id is missing"),
    ("id: a.b\ntitle: t\nprior: 7", "prior has to be a probability"),
    ("id: a.b\ntitle: t\nprior: 0.1\nimpact: huge", "x.yml:4"), ("id: a.b\nwrong: 1", "unknown key wrong"),
  ])
  func mistakesAreNamedWithTheirPlace(yaml: String, said: String) {
    #expect {
      _ = try Cause(yaml: yaml, file: "x.yml")
    } throws: { "\($0)".contains(said) }
  }

  @Test func subjectsJoinByTheFirstCommonAspect() {
    let first: Subject = [.url: "u1", .route: "media"]
    #expect(first.joins([.route: "media"]))
    #expect(!first.joins([.url: "u2", .route: "media"]))
    #expect(!first.joins([.path: "/x"]))
    #expect(first.joins([:]))
  }
}
