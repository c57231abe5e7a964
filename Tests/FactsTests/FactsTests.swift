import Diagnostics
import Facts
import Foundation
import Notation
import Testing

/// What is declared of facts is recorded: kinds, fields and words that nobody records make causes mute.
///
/// That nothing undeclared is recorded, the compiler sees; that no cause names anything undeclared, the catalogue's lint.
@Suite struct FactsTests {
  /// One source file: its words, and those of them that stand behind a dot or before a colon or a bracket.
  private struct Source {
    let words: Set<Substring>
    let called: Set<Substring>
    let members: Set<Substring>
    let labels: Set<Substring>

    init(_ text: String) {
      var (words, called, members, labels): (Set<Substring>, Set<Substring>, Set<Substring>, Set<Substring>) =
        ([], [], [], [])
      let bytes = text.utf8
      var index = bytes.startIndex
      var before: UInt8 = 0
      while index < bytes.endIndex {
        let start = index
        while index < bytes.endIndex, Self.isPart(bytes[index]) { index = bytes.index(after: index) }
        guard start < index else {
          before = bytes[index]
          index = bytes.index(after: index)
          continue
        }
        let word = text[start..<index]
        words.insert(word)
        if before == UInt8(ascii: ".") { members.insert(word) }
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: "(") { called.insert(word) }
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: ":") { labels.insert(word) }
      }
      (self.words, self.called, self.members, self.labels) = (words, called, members, labels)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      default: byte >= 0x80
      }
    }
  }

  private static let sources: [Source] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (found ?? []).filter { $0.pathExtension == "swift" && !$0.path.contains("/Facts/") }
      .compactMap { try? String(contentsOf: $0, encoding: .utf8) }.map(Source.init)
  }()

  private func naming(_ type: any FactValue.Type) -> [Source] {
    let name = Substring(String(describing: type))
    return Self.sources.filter { $0.words.contains(name) }
  }

  @Test func everyKindIsRecorded() {
    let mute = FactCatalogue.types.filter { type in
      let name = Substring(String(describing: type))
      return !Self.sources.contains { $0.called.contains(name) }
    }
    #expect(mute.map { $0.fact.kind } == [])
  }

  @Test func everyFieldIsRecorded() {
    let mute = FactCatalogue.types.flatMap { type -> [String] in
      let sources = naming(type)
      return type.fact.fields.keys.sorted().filter { field in
        let name = Substring(Self.camel(field))
        return !sources.contains { $0.labels.contains(name) || $0.members.contains(name) }
      }.map { "\(type.fact.kind).\($0)" }
    }
    #expect(mute == [])
  }

  /// A word is recorded where it stands as a case; names of errors are read out of texts as they are.
  @Test func everyWordIsRecorded() {
    let mute = FactCatalogue.types.flatMap { type -> [String] in
      type.fact.fields.sorted { $0.key < $1.key }.flatMap { field, kind -> [String] in
        // The letters of an access are read off its bits.
        guard case .word(let words) = kind, (type.fact.kind, field) != ("path.denied", "need") else { return [] }
        return words.filter { word in
          let name = Substring(Self.camel(word))
          return !Self.sources.contains { $0.members.contains(name) } && word.contains { !$0.isUppercase }
        }.map { "\(type.fact.kind).\(field): \($0)" }
      }
    }
    #expect(mute == [])
  }

  @Test func valuesAreReadAsTheyWereWritten() throws {
    let missing = PathMissing(
      component: "/srv", isParentPresent: false, path: "/srv/a", rootState: .absent, siblings: 3)
    let again = try #require(PathMissing(fields: missing.fields))
    #expect(again.fields == missing.fields && again.rootState == .absent && again.siblings == 3)
    #expect(missing.fields["is_parent_present"] == false && missing.fields["root_state"] == "absent")
    #expect(PathMissing(fields: ["path": "/srv/a"]) == nil, "what is always there is missing")
    #expect(PathMissing(fields: missing.fields.merging(["root_state": "elsewhere"]) { $1 }) == nil)
  }

  private static func camel(_ name: String) -> String {
    let words = name.split { "-_ ".contains($0) }.map(String.init)
    return (words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
