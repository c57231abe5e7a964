import Diagnostics
import Reports
import Testing

@Suite struct CausePageTests {
  private static let yaml = """
    id: files.missing
    title: Just this file is not there
    prior: 0.1
    impact: medium
    symptoms: [http-404]
    culprit: "{path.missing.path}"
    proof:
      - [ { path.missing: { siblings: ">=1" } }, { http.status: { code: "<500" } } ]
      - [ { path.missing: { siblings: ">=1" } } ]
    findings: [ { when: { http.status: { code: [403, 404] } }, probability: 0.85 } ]
    refuted-by: [ { path.missing: { root_state: { not: filled } } } ]
    explanation: nginx looks in the right place, and other files are there; this one is not, and no other directory has it.
    looks-like: A whole directory that is missing.
    fixes:
      - when: [ { path.missing: { path: "*" } } ]
        summary: Put {path.missing.path} back
        commands: ["cp /backup/{path.missing.path} {path.missing.path}"]
        risk: low
        note: Look for what removed it.
    references: [ "https://example.com/" ]
    """
  private static let vocabulary = Vocabulary([Fact("path.missing", "A path is not there.", fields: ["path": .text])])

  @Test(arguments: [40, 80, 200])
  func itIsWrapped(width: Int) throws {
    let cause = try Cause(yaml: Self.yaml, file: "missing.yml")
    let page = CausePage(cause, vocabulary: Self.vocabulary, presentation: Presentation(width: width)).text
    for line in page.split(separator: "\n") where line.count > width { #expect(line.contains("/backup/")) }
  }

  @Test func everyPartIsTold() throws {
    let cause = try Cause(yaml: Self.yaml, file: "missing.yml")
    let page = CausePage(cause, vocabulary: Self.vocabulary, presentation: Presentation(width: 200)).text
    for part in [
      "Just this file", "files.missing", "seen as http-404", "other files are there", "A whole directory",
      "path.missing (siblings from 1)", "http.status (code 403 or 404): 85 %", "path.missing (root_state not filled)",
      "path.missing: A path is not there.", "Put {path.missing.path} back (risk: low)", "path known", "cp /backup/",
      "Look for what removed it.", "https://example.com/",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("code below 500"), "a proof that asks for more than another is told")
  }
}
