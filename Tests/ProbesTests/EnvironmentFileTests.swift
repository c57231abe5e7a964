import Linux
import SystemPackage
import Testing

@testable import Probes

/// The dialects of `.env` files.
@Suite struct EnvironmentFileTests {
  private func value(_ text: String) -> String? {
    EnvironmentFile(path: "/srv/.env", text: text).settings.last { $0.name == "A" }?.value
  }

  @Test(arguments: [
    ("A=", ""), ("A=''", ""), ("A=\"\"", ""), ("  A=x", "x"), ("\u{feff}A=x", "x"), ("A=x\t# note", "x"),
    ("A=x#y", "x#y"),
    ("A=#x", ""), ("A=\"x # y\"", "x # y"), ("A='it''s'", "it"), ("A=\"a\\nb\"", "a\nb"), ("A='a\\nb'", "a\\nb"),
    ("A=\"a\nb\"", "a\nb"), ("A=\"say \\\"hi\\\"\"", "say \"hi\""), ("A=a=b=c", "a=b=c"), ("export   A=x", "x"),
    ("A=\"\\$B\"", "$B"), ("B=1\nA=$B$B", "11"), ("A=1\nA=2", "2"), ("B=/x\r\nA=${B}/y\r\n", "/x/y"),
    ("A=${C-d}", "d"), ("A=grün", "grün"),
  ])
  func values(text: String, expected: String) { #expect(value(text) == expected) }

  @Test(arguments: ["#A=x", "A", "=x", "A B=x", "A-B=x", "// A=x", "[A]", "A: x"])
  func linesThatSetNothing(text: String) { #expect(value(text) == nil) }

  @Test func linesAreCountedThroughLongValues() {
    let file = EnvironmentFile(path: "/srv/.env", text: "KEY=\"one\ntwo\nthree\"\n\nA=x\n")
    #expect(file.settings.map(\.line) == [1, 5])
  }

  @Test func anUnclosedQuoteEndsWithTheFile() {
    let file = EnvironmentFile(path: "/srv/.env", text: "A='x\nB=2\n")
    #expect(file.settings.first?.name == "A")
  }

  @Test func binaryIsNoText() {
    var machine = RecordedMachine()
    machine.add("/srv/.env", text: "A=1\n\0\u{1}\u{2}")
    #expect(EnvironmentFile.read(Place("/srv/.env"), on: machine, redactor: Redactor(isActive: true)) == nil)
    #expect(EnvironmentFile.read(Place("/srv/none"), on: machine, redactor: Redactor(isActive: true)) == nil)
  }

  @Test func invalidTextIsRepaired() {
    let bytes: [UInt8] = Array("A=x".utf8) + [0xff, 0xfe] + Array("\nB=2\n".utf8)
    let file = EnvironmentFile(path: "/srv/.env", text: String(decoding: bytes, as: UTF8.self))
    #expect(file.settings.last?.value == "2")
  }
}
