import Linux
import SystemPackage
import Testing

@testable import Probes

/// Stored references: what a line holds, what a value looks like, and how many of them are remembered.
@Suite struct ReferenceTests {
  private static func line(_ text: String) -> Reference.Line { Reference.line(Array(text.utf8)[...]) }

  @Test(
    arguments: [
      ("avatars/a.jpg", "avatars/a.jpg", nil), ("avatars/a.jpg\r", "avatars/a.jpg", nil),
      (#"{"key": "a b.jpg", "size": 12}"#, "a b.jpg", 12), (#"{"size": 12.5, "key": "ü.jpg"}"#, "ü.jpg", nil),
    ] as [(String, String, Int?)])
  func lines(text: String, key: String, size: Int?) {
    #expect(Self.line(text) == .reference(Reference(key: Array(key.utf8), size: size)))
  }

  @Test(arguments: ["", "\r", "NULL", "\\N", #"{"key": null}"#, #"{"key": ""}"#])
  func valuesWithoutAFile(text: String) { #expect(Self.line(text) == .none) }

  @Test(arguments: [#"{"name": "a"}"#, #"{"key": 7}"#, "{key: a}", #"{"key": "a""#])
  func brokenObjects(text: String) {
    guard case .unreadable = Self.line(text) else {
      Issue.record("\(text) was read")
      return
    }
  }

  @Test(arguments: [
    ("2026/11/a.jpg", ReferenceForm.key), ("a..b/c..jpg", .key), ("12:30.jpg", .key), ("über/ü.jpg", .key),
    ("http://h.example:8000/media/a.jpg?x#y", .url(host: "h.example:8000", path: Array("/media/a.jpg".utf8))),
    ("s3://bucket/a.jpg", .url(host: "bucket", path: Array("/a.jpg".utf8))),
    ("//cdn.example/a.jpg", .url(host: "cdn.example", path: Array("/a.jpg".utf8))),
    ("https://user:word@H.example/a", .url(host: "h.example", path: Array("/a".utf8))),
    ("/srv/a/media/a.jpg", .absolute), ("file:///srv/a.jpg", .absolute), ("C:\\media\\a.jpg", .windows),
    ("c:/media/a.jpg", .windows), ("\\\\server\\share\\a.jpg", .windows), ("2026\\a.jpg", .backslash),
    ("../a.jpg", .parent), ("a/../b", .parent), ("a/..", .parent), ("a\u{1}b", .control), ("a\tb", .control),
  ])
  func forms(text: String, form: ReferenceForm) { #expect(ReferenceForm(Array(text.utf8)) == form) }

  @Test func longNames() {
    #expect(ReferenceForm(Array(repeating: 0x61, count: 255)) == .key)
    #expect(ReferenceForm(Array(repeating: 0x61, count: 256)) == .tooLong)
    #expect(ReferenceForm(Array(repeatElement(Array("abc/".utf8), count: 2000).joined())) == .tooLong)
  }

  @Test func keysOfTheSameLetters() {
    var table = KeyTable()
    #expect(table.standing(of: Array("A/über.jpg".utf8), line: 1) == .new)
    #expect(table.standing(of: Array("A/über.jpg".utf8), line: 2) == .again)
    #expect(table.standing(of: Array("a/u\u{308}ber.jpg".utf8), line: 3) == .collides(line: 1))
    #expect(table.standing(of: Array("b.jpg".utf8), line: 4) == .new)
    #expect(table.standing(of: Array("B.JPG".utf8), line: 5) == .collides(line: 4))
    for number in 0..<50_000 { #expect(table.standing(of: Array("n\(number)".utf8), line: 6 + number) == .new) }
    #expect(table.standing(of: Array("b.jpg".utf8), line: 60_000) == .again)
  }

  @Test(arguments: [1, 7, 64, 1 << 16])
  func linesComeInBatches(size: Int) throws {
    let path = FilePath("/tmp/servedoctor-lines-\(size)")
    let lines = (0..<200).map { "line \($0)" }
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate], permissions: [.ownerRead, .ownerWrite])
    try file.closeAfter { _ = try file.writeAll((lines.joined(separator: "\n\n") + "\nlast").utf8) }
    let reader = try LineReader(path, batch: max(size, 16))
    var seen: [String] = []
    read: while true {
      switch try reader.next(within: .seconds(5)) {
      case .lines(let batch): seen += batch.lines.map { String(decoding: batch.bytes[$0], as: UTF8.self) }
      case .end: break read
      case .late:
        Issue.record("a file is never late")
        break read
      }
    }
    #expect(seen == lines + ["last"])
  }
}
