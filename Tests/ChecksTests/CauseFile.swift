import Diagnostics
import FoundationEssentials
import Testing

/// One file of the catalogue's folder, as the tests see it.
struct CauseFile: Sendable, CustomTestStringConvertible {
  /// `access/parent-not-traversable.yml`.
  let name: String
  let text: String

  var testDescription: String { name }

  /// The id that folder and file name promise.
  var promisedID: String {
    name.split(separator: ".").first.map { $0.split(separator: "/").joined(separator: ".") } ?? name
  }

  func cause() throws -> Cause { try Cause(yaml: text, file: name) }

  /// Every cause file below `checks`, in the order of their names.
  static let all: [CauseFile] = {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yml") && !$0.hasPrefix("facts/") }.sorted().map { name in
      CauseFile(name: name, text: (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? "")
    }
  }()

  /// `checks` of this package, two folders above this one.
  private static var folder: String {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/checks"
  }
}
