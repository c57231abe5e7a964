import Checks
import Diagnostics
import Probes
import Testing

/// Every cause file against the vocabulary of the probes and against its own examples.
@Suite struct ChecksTests {
  static let diagnoser = Diagnoser(
    catalogue: Catalogue(CauseFile.all.compactMap { try? $0.cause() }), vocabulary: ProbeList.vocabulary)

  @Test func lintIsClean() {
    let (causes, problems) = Catalogue.lint(
      CauseFile.all.map { ($0.name, $0.text) }, vocabulary: ProbeList.vocabulary)
    #expect(problems.map(\.description) == [])
    #expect(causes.count == CauseFile.all.count)
  }

  @Test func theProgramCarriesEveryFile() throws {
    #expect(try Catalogue.builtIn().causes.map(\.id).sorted() == CauseFile.all.map(\.promisedID).sorted())
  }

  @Test(arguments: CauseFamily.all) func publicIdsStay(family: CauseFamily) {
    let ids = Set(CauseFile.all.map(\.promisedID))
    let lost = family.slugs.map { "\(family.area).\($0)" }.filter { !ids.contains($0) }
    #expect(lost == [])
  }

  /// A new cause is promised from the day it is there.
  @Test func everyCauseIsPromised() {
    let promised = Set(CauseFamily.all.flatMap { family in family.slugs.map { "\(family.area).\($0)" } })
    #expect(CauseFile.all.map(\.promisedID).filter { !promised.contains($0) } == [])
  }

  @Test(arguments: CauseFile.all) func idIsFolderAndName(file: CauseFile) throws {
    #expect(try file.cause().id == file.promisedID)
  }

  @Test(arguments: CauseFile.all) func presentExamplesFindTheCause(file: CauseFile) throws {
    let cause = try file.cause()
    for (number, example) in cause.examples.present.enumerated() {
      let verdict = Self.verdict(on: cause.id, in: example)
      let isProven = cause.proofs.contains { $0.allSatisfy { example.contains(where: $0.matches) } }
      let least: Verdict = isProven ? .confirmed : .likely
      #expect(verdict.map { $0 >= least } == true, "present example \(number + 1): \(verdict)")
    }
  }

  @Test(arguments: CauseFile.all) func anExampleMeetsTheProof(file: CauseFile) throws {
    let cause = try file.cause()
    guard !cause.proofs.isEmpty else { return }
    #expect(cause.examples.present.contains { Self.verdict(on: cause.id, in: $0) == .confirmed })
  }

  @Test(arguments: CauseFile.all) func aPresentExampleNamesTheCulprit(file: CauseFile) throws {
    let cause = try file.cause()
    #expect(!cause.culprits.isEmpty)
    for (number, example) in cause.examples.present.enumerated() {
      let own = Self.diagnoser.diagnose(example).causes.filter { $0.cause.id == cause.id }
      #expect(own.isEmpty || own.contains { $0.culprit != nil }, "present example \(number + 1)")
    }
  }

  @Test(arguments: CauseFile.all) func aPresentExampleYieldsAFix(file: CauseFile) throws {
    let cause = try file.cause()
    let diagnosed = cause.examples.present.flatMap { Self.diagnoser.diagnose($0).causes }
    let own = diagnosed.filter { $0.cause.id == cause.id }
    #expect(own.isEmpty || own.contains { !$0.fixes.isEmpty })
  }

  @Test(arguments: CauseFile.all) func absentExamplesStaySilent(file: CauseFile) throws {
    let cause = try file.cause()
    for (number, example) in cause.examples.absent.enumerated() {
      let verdict = Self.verdict(on: cause.id, in: example)
      #expect(verdict.map { $0 < .likely } != false, "absent example \(number + 1): \(verdict)")
    }
  }

  @Test(arguments: CauseFile.all) func wordsFitTheReport(file: CauseFile) throws {
    let cause = try file.cause()
    let words = cause.explanation.split(whereSeparator: \.isWhitespace)
    let sentences = words.count { word in word.last.map { ".?!".contains($0) } == true }
    #expect((1...4).contains(sentences))
    #expect(cause.references.allSatisfy { $0.hasPrefix("https://") } && !cause.references.isEmpty)
    #expect(!cause.fixes.isEmpty && cause.looksLike != nil)
    #expect(!cause.explanation.contains("{"), "an explanation has no places")
  }

  /// What the whole catalogue says of one cause, be it ranked itself or folded under its root.
  private static func verdict(on id: String, in observations: [Observation]) -> Verdict? {
    let causes = diagnoser.diagnose(observations).causes
    let ranked = causes.filter { $0.cause.id == id }.map(\.verdict)
    let folded = causes.flatMap(\.consequences).filter { $0.id == id }.map(\.verdict)
    return (ranked + folded).max()
  }
}
