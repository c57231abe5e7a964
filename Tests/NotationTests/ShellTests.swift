import Foundation
import Notation
import Testing

/// What is written for a shell and for sed, read by dash, bash and GNU sed.
@Suite struct ShellTests {
  @Test(arguments: [
    ("a.b-c_d/e", "a.b-c_d/e"), ("", "''"), ("two words", "'two words'"), ("it's", #"'it'\''s'"#), ("$(rm)", "'$(rm)'"),
    ("=ls", "'=ls'"), ("a=b", "a=b"), ("~", "'~'"), ("a\nb", #""$(printf 'a\012b')""#),
    ("a\u{202e}gpj", #""$(printf 'a\342\200\256gpj')""#),
    ("ü\u{200b}'-%\\", #""$(printf 'ü\342\200\213\047\055%%\\')""#),
    ("\n", "'\n'"), ("a\t\n\n", "\"$(printf 'a\\011')\"'\n\n'"),
  ])
  func words(text: String, quoted: String) {
    #expect(text.shellQuoted == quoted)
  }

  @Test func aWordIsReadBackByteForByte() throws {
    var texts = HostileText(seed: 1)
    let words = (0..<4000).map { _ in texts.bytes(upTo: 14) }
    let folder = try Scratch()
    defer { folder.remove() }
    let lines = words.map { "printf '%s\\0' \(ShellWord(bytes: $0))" }
    for shell in ["/bin/sh", "/bin/bash"] {
      try folder.write("script", Array(lines.joined(separator: "\n").utf8))
      let said = try folder.run(shell, ["script"])
      let read = said.split(separator: 0, omittingEmptySubsequences: false).map(Array.init).dropLast()
      #expect(read.count == words.count)
      for (word, read) in zip(words, read) { #expect(word == read, "\(ShellWord(bytes: word)) in \(shell)") }
      #expect(try folder.names() == ["script"], "a text was run")
    }
  }

  @Test(arguments: [
    (SedScript.substitute("a", by: "b"), "s|a|b|"), (.substitute("a", by: "|", everywhere: true), "s#a#|#g"),
    (.substitute(#"^\(\#("a*")\)"#, by: #"\1\#("&/")"#, on: .number(3)), #"3s|^\(a\*\)|\1\&/|"#),
    (.delete(.matching(#"^\#("/x")$"#)), #"/^\/x$/d"#), (.append(" x\\", after: .number(2)), "2a\\\n\\ x\\\\"),
    (.substitute("\("\t\u{1b}")", by: "\("a\nb")"), #"s|\t\x1b|a\nb|"#),
  ])
  func scripts(script: SedScript, source: String) {
    #expect(script.command(on: Array("f".utf8)) == "sed -i --follow-symlinks '\(source)' f")
  }

  @Test func aFileMayBeCalledLikeAnOption() {
    let script = SedScript.delete(.number(1))
    #expect(script.command(on: Array("-e".utf8)) == "sed -i --follow-symlinks '1d' ./-e")
  }

  /// Every kind of change, in files of hostile names with hostile texts, run by dash and GNU sed in two locales.
  @Test(arguments: ["C", "C.UTF-8"])
  func changesAreExact(locale: String) throws {
    var texts = HostileText(seed: locale.count)
    let folder = try Scratch()
    defer { folder.remove() }
    var changes: [SedChange] = []
    var names: Set<[UInt8]> = ["script".utf8.map { $0 }]
    while changes.count < 2000 {
      let name = texts.bytes(upTo: 6).filter { $0 != UInt8(ascii: "/") }
      guard !name.isEmpty, name != [0x2E], name != [0x2E, 0x2E], names.insert(name).inserted else { continue }
      changes.append(SedChange(file: name, &texts))
    }
    for change in changes { try folder.write(change.file, change.before) }
    let commands = changes.map { $0.script.command(on: $0.file) }
    try folder.write("script", Array(commands.joined(separator: "\n").utf8))
    let said = try folder.run("/bin/sh", ["script"], locale: locale)
    #expect(said.isEmpty, "\(String(decoding: said.prefix(400), as: UTF8.self))")
    for (change, command) in zip(changes, commands) {
      #expect(try folder.contents(change.file) == change.after, "\(change.kind): \(command)")
    }
    #expect(try folder.names().count == names.count, "a text was run")
  }

  @Test func aLinkStaysALink() throws {
    let folder = try Scratch()
    defer { folder.remove() }
    try folder.write("file", Array("a\n".utf8))
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link", withDestinationPath: "file")
    let command = SedScript.substitute("a", by: "b").command(on: Array("link".utf8))
    try folder.write("script", Array(command.utf8))
    _ = try folder.run("/bin/sh", ["script"])
    #expect(try folder.contents(Array("file".utf8)) == Array("b\n".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/link") == "file")
  }
}
