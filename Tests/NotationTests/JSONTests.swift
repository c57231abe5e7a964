import Notation
import Testing

/// JSON as it is read and written.
@Suite struct JSONTests {
  @Test(arguments: [
    ("", "1:1"), ("{", "1:2"), ("{\"a\": 1,}", "1:9"), ("[1, 2", "1:6"), ("\n {\"a\" 1}", "2:7"),
    ("\"\\ud800\"", "1:4"),
    ("01", "1:2"), ("1.", "1:3"), ("1e999", "1:1"), ("\"\u{1}\"", "1:2"), ("nul", "1:1"), ("{} {}", "1:4"),
    (String(repeating: "[", count: 300), "1:201"), ("\"a\\x\"", "1:4"), ("-", "1:2"), ("\"\\u+123\"", "1:4"),
  ])
  func whatIsNotJSONIsRefusedWithItsPlace(text: String, place: String) {
    let problem = #expect(throws: JSONProblem.self) { try JSONReader.value(Array(text.utf8)) }
    #expect(problem?.place == place)
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: JSONProblem.self) { try JSONReader.value([0x22, 0xC3, 0x28, 0x22]) }
  }

  @Test(arguments: [
    (Value.double(0.1), "0.1"), (2.0, "2.0"), (.double(1e21), "1000000000000000000000.0"),
    (.double(1.5e-7), "0.00000015"),
    (.double(.infinity), "null"), (.double(-1.25e20), "-125000000000000000000.0"), (.int(.max), "9223372036854775807"),
  ])
  func numbersStandWithoutExponent(value: Value, text: String) throws {
    var json = JSONText()
    json.value(value)
    #expect(json.text == text)
    if text != "null" { #expect(try JSONReader.value(Array(text.utf8)) == value) }
  }

  @Test(arguments: [
    Value.null, .bool(false), .int(-12), .double(0.25), "a\u{1b}\"\\\n\u{202e}ü", [], [1, "x", nil],
    ["k": ["l": [true]], "": "empty"],
  ])
  func whatIsWrittenIsRead(value: Value) throws {
    var json = JSONText()
    json.value(value)
    #expect(try JSONReader.value(Array(json.text.utf8)) == value)
    #expect(json.text.unicodeScalars.first { $0.isHarmful } == nil)
  }
}
