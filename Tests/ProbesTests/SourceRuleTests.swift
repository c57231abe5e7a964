import Linux
import SystemPackage
import Testing

@testable import Probes

/// Rules that the sources keep and no compiler checks.
@Suite struct SourceRuleTests {
  private static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent().appending("Sources")

  /// The lines of every Swift file, by its path below Sources.
  private static let files: [(path: FilePath, lines: [Substring])] = {
    let machine = LiveMachine()
    return Listing.of(Place(folder), on: machine, limit: 5000).files.filter { $0.relative.extension == "swift" }
      .map { ($0.relative, (machine.text($0.place) ?? "").split(separator: "\n")) }
  }()

  /// The module that a line imports, of whatever access and with whatever attributes; nil where it imports none.
  static func imported(by line: Substring) -> String? {
    let words = line.split { " \t;".contains($0) }.map(String.init)
    guard let position = words.firstIndex(of: "import"),
      words[..<position].allSatisfy({ $0.hasPrefix("@") || accesses.contains($0) }), position + 1 < words.count
    else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    let name = words[(position + 1)...].first { !kinds.contains($0) }
    return name.map { String($0.prefix { $0 != "." }) }
  }

  private static let accesses = ["public", "package", "internal", "fileprivate", "private"]

  @Test(arguments: [
    ("import Glibc", "Glibc"), ("public import struct Glibc.stat", "Glibc"),
    ("@preconcurrency import CLinux", "CLinux"),
    ("  import Musl; let a = 1", "Musl"), ("// import Glibc", nil), ("let text = \"import Glibc\"", nil),
  ])
  func importsAreRecognized(line: String, module: String?) {
    #expect(Self.imported(by: line[...]) == module)
  }

  @Test func onlyFewModulesTalkToTheCLibrary() {
    let libraries: Set<String> = ["Glibc", "SwiftGlibc", "Musl", "Android", "Darwin", "WASILibc", "CLinux"]
    var found: [String: Set<String>] = [:]
    for (path, lines) in Self.files {
      guard let module = path.components.first?.string else { continue }
      found[module, default: []].formUnion(lines.compactMap(Self.imported).filter(libraries.contains))
    }
    #expect(found.count > 8)
    #expect(
      found.filter { !$0.value.isEmpty } == [
        "Linux": ["CLinux", "Glibc"], "Wire": ["Glibc"], "embed-checks": ["Glibc"], "servedoctor": ["CLinux", "Glibc"],
      ])
  }

  /// What a plain quote closes is open to the text's own quote: `shellQuoted` is for that, and sed's scripts have their own.
  @Test func noTextIsQuotedByHand() {
    for (path, lines) in Self.files where ["Probes", "Reports"].contains(path.components.first?.string) {
      let wrong = lines.filter { $0.contains("'\\(") && !$0.contains("sed ") }
      #expect(wrong.isEmpty, "\(path)")
    }
  }
}
