import Notation
import Testing

/// YAML documents as values, and where their keys stand.
@Suite struct YAMLTests {
  @Test(
    arguments: [
      ("a: 1", ["a": 1]), ("a: 0777", ["a": "0777"]), ("a: '1'", ["a": "1"]), ("a: 1.5", ["a": 1.5]),
      ("a: ~", ["a": nil]), ("a: yes", ["a": "yes"]), ("a: True", ["a": true]), ("- x\n- [y]", ["x", ["y"]]), ("", nil),
      ("d: &d {x: 1, y: 2}\ne: {<<: *d, y: 3}", ["d": ["x": 1, "y": 2], "e": ["x": 1, "y": 3]]),
    ] as [(String, Value)])
  func documents(text: String, value: Value) throws {
    #expect(try YAMLSource(text: text, file: "x.yml").value == value)
  }

  @Test func linesOfKeys() throws {
    let text = "a: 1\nservices:\n  web:\n    volumes:\n      - x\n---\nb: 2\n"
    let documents = try YAMLSource.documents(text: text, file: "x.yml")
    #expect(documents.count == 2)
    #expect(documents[0].line(of: ["services", "web", "volumes", "0"]) == 5)
    #expect(documents[0].line(of: ["services", "web", "ports"]) == 3)
    #expect(documents[0].line(ofKey: "services") == 2)
    #expect(documents[0].line(of: ["other"]) == nil)
  }

  @Test(arguments: ["a: [", "a: 1\na: 2", "\t- x"])
  func whatIsNoYAMLIsRefusedWithItsPlace(text: String) {
    let problem = #expect(throws: YAMLProblem.self) { try YAMLSource(text: text, file: "x.yml") }
    #expect(problem?.place == "x.yml")
    #expect(problem?.message.contains("line") == true)
  }

  @Test func anchorsThatExpandWithoutEndAreRefused() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for (inner, outer) in zip("abcdefg", "bcdefgh") {
      text += "\(outer): &\(outer) [" + Array(repeating: "*\(inner)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(throws: YAMLProblem.self) { try YAMLSource.documents(text: text, file: "x.yml") }
  }
}
