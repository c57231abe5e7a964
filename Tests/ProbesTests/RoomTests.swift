import Foundation
import Testing

/// The rooms of the probes know each other in one direction only, and no look knows another.
@Suite struct RoomTests {
  /// The rooms, each of which may use those before it.
  static let order = ["Redaction", "Recording", "Settings", "Scene", "Cures", "Looks", "Examination"]

  /// An arrow from a file to something that another folder declares.
  struct Arrow: Hashable, CustomStringConvertible {
    let file: String
    let name: String
    let target: String
    var description: String { "\(file) uses \(name) of \(target)" }
  }

  @Test func arrowsPointOneWay() throws {
    let sources = try SourceTree(below: "Sources/Probes")
    let rooms = Set(sources.files.map { SourceTree.room(of: $0.folder) })
    #expect(rooms == Set(Self.order), "a new room has its place in the order")
    let wrong = sources.arrows.filter { arrow in
      guard let from = Self.order.firstIndex(of: SourceTree.room(of: arrow.file)),
        let to = Self.order.firstIndex(of: SourceTree.room(of: arrow.target))
      else { return true }
      return to > from
    }
    #expect(wrong.map(\.description).sorted() == [])
  }

  @Test func noLookUsesAnother() throws {
    let between = try SourceTree(below: "Sources/Probes").arrows.filter { arrow in
      guard let from = SourceTree.look(of: arrow.file), let to = SourceTree.look(of: arrow.target) else { return false }
      return from != to
    }
    #expect(between.map(\.description).sorted() == [])
  }

  @Test func theSearchFindsArrows() throws {
    let arrows = try SourceTree(below: "Sources/Probes").arrows
    #expect(arrows.contains { $0.name == "Scene" && $0.file.hasPrefix("Looks/Path/") })
    #expect(arrows.count > 500)
  }
}

/// Swift files as text, with what they declare and name.
struct SourceTree {
  struct File {
    /// `Looks/Path`.
    let folder: String
    /// `Looks/Path/PathProbe.swift`.
    let path: String
    /// Without comments and without the text of string literals.
    let code: String
    let words: Set<String>
  }

  let files: [File]

  init(below folder: String) throws {
    let root = Self.package.appending(path: folder)
    let paths =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    files = try paths.filter { $0.pathExtension == "swift" }.map { url in
      let path = String(url.path.dropFirst(root.path.count + 1))
      let code = Self.stripped(try String(contentsOf: url, encoding: .utf8))
      return File(
        folder: path.split(separator: "/").dropLast().joined(separator: "/"), path: path, code: code,
        words: Set(code.matches(of: /\w+/).map { String($0.output) }))
    }
  }

  /// This package's folder, three above this file.
  static var package: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  static func room(of path: String) -> String { String(path.prefix { $0 != "/" }) }

  /// The folder of a look, for what lies in one.
  static func look(of path: String) -> String? {
    let parts = path.split(separator: "/")
    return parts.first == "Looks" && parts.count > 1 && !parts[1].hasSuffix(".swift") ? String(parts[1]) : nil
  }

  /// Every use of a type that another folder declares.
  var arrows: [RoomTests.Arrow] {
    var homes: [String: Set<String>] = [:]
    for file in files {
      for match in file.code.matches(
        of: /(?:^|\n)(?:public |final |indirect )*(?:struct|enum|class|protocol|actor|typealias) (\w+)/)
      { homes[String(match.output.1), default: []].insert(file.folder) }
    }
    return files.flatMap { file in
      homes.filter { !$0.value.contains(file.folder) && file.words.contains($0.key) }.flatMap { name, folders in
        folders.map { RoomTests.Arrow(file: file.path, name: name, target: $0) }
      }
    }
  }

  /// Code without comments; of string literals only what they interpolate stays.
  static func stripped(_ text: String) -> String {
    text.replacing(/\/\/[^\n]*/, with: "")
      .replacing(/"""(?:.|\n)*?"""/, with: "\"\"")
      .replacing(/"(?:\\.|[^"\\\n])*"/) { match in
        match.output.matches(of: /\\\(([^"]*?)\)/).map { String($0.output.1) }.joined(separator: " ")
      }
  }
}
