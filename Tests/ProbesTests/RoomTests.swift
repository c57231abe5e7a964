import Foundation
import Testing

/// The rooms of the probes know each other in one direction only, and no look knows another.
@Suite struct RoomTests {
  /// The rooms, each of which may use those before it.
  static let order = ["Redaction", "Recording", "Settings", "Scene", "Cures", "Commands", "Looks", "Examination"]

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
    /// Its words, without comments and without the text of string literals.
    let words: Set<Substring>
    /// The types that it declares at its top level.
    let types: [Substring]
  }

  let files: [File]

  init(below folder: String) throws {
    let root = Self.package.appending(path: folder)
    let paths =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    files = try paths.filter { $0.pathExtension == "swift" }.map { url in
      let path = String(url.path.dropFirst(root.path.count + 1))
      let text = try String(contentsOf: url, encoding: .utf8)
      return File(
        folder: path.split(separator: "/").dropLast().joined(separator: "/"), path: path,
        words: Set(Self.words(of: text)), types: Self.types(in: text))
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
    var homes: [Substring: Set<String>] = [:]
    for file in files { for name in file.types { homes[name, default: []].insert(file.folder) } }
    return files.flatMap { file in
      file.words.flatMap { word -> [RoomTests.Arrow] in
        guard let folders = homes[word], !folders.contains(file.folder) else { return [] }
        return folders.map { RoomTests.Arrow(file: file.path, name: String(word), target: $0) }
      }
    }
  }

  /// Declarations that stand at the beginning of a line; what is private to a file is nobody else's.
  private static func types(in text: String) -> [Substring] {
    let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "actor", "typealias"]
    return text.split(separator: "\n").compactMap { line in
      guard line.first?.isLetter == true, !line.hasPrefix("private"), !line.hasPrefix("fileprivate") else { return nil }
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      return words.firstIndex(where: kinds.contains).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
    }
  }

  /// The words of code; of comments none, of string literals those that they interpolate.
  static func words(of text: String) -> [Substring] {
    var words: [Substring] = []
    for line in text.split(separator: "\n") {
      var isCode = true
      for (number, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
        isCode = number % 2 == 0
        var code = part
        if isCode, let comment = part.firstRange(of: "//") { code = part[..<comment.lowerBound] }
        if isCode {
          words += code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
          if code.endIndex != part.endIndex { break }
        } else {
          for inner in code.split(separator: "\\(").dropFirst() {
            words += inner.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
          }
        }
      }
    }
    return words
  }
}
