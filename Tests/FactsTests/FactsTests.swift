import Diagnostics
import Facts
import Foundation
import Notation
import Testing

/// What is declared of facts is recorded: kinds, fields and words that nobody records make causes mute.
///
/// That nothing undeclared is recorded, the compiler sees; that no cause names anything undeclared, the catalogue's lint.
@Suite struct FactsTests {
  /// The sources of those who record, by the types of facts that they name.
  private static let sources: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (found ?? []).filter { $0.pathExtension == "swift" && !$0.path.contains("/Facts/") }
      .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
  }()

  private func naming(_ type: any FactValue.Type) -> [String] {
    let name = String(describing: type)
    return Self.sources.filter { $0.contains(try! Regex("\\b\(name)\\b")) }
  }

  @Test func everyKindIsRecorded() {
    let mute = FactCatalogue.types.filter { type in
      !naming(type).contains { $0.contains(try! Regex("\\b\(String(describing: type))\\(")) }
    }
    #expect(mute.map { $0.fact.kind } == [])
  }

  @Test func everyFieldIsRecorded() {
    let mute = FactCatalogue.types.flatMap { type -> [String] in
      let code = naming(type).joined()
      return type.fact.fields.keys.sorted().filter { field in
        let name = Self.camel(field)
        return !code.contains(try! Regex("\\b\(name):|\\.\(name)\\b"))
      }.map { "\(type.fact.kind).\($0)" }
    }
    #expect(mute == [])
  }

  @Test func everyWordIsRecorded() {
    let all = Self.sources.joined()
    let mute = FactCatalogue.types.flatMap { type -> [String] in
      type.fact.fields.sorted { $0.key < $1.key }.flatMap { field, kind -> [String] in
        guard case .word(let words) = kind else { return [] }
        let own = naming(type).joined()
        return words.filter { word in
          // Words that are names of errors are read out of texts as they stand.
          let name = Self.camel(word)
          return !own.contains(".\(name)") && !all.contains(": .\(name)") && !own.contains("(rawValue:")
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
