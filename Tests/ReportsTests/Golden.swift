import Foundation
import Testing

/// Files with the expected output, beside the tests; `GOLDEN=write` in the environment rewrites them.
enum Golden {
  static let folder = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Golden"

  static func expect(_ text: String, isIn name: String) throws {
    let path = "\(folder)/\(name)"
    if ProcessInfo.processInfo.environment["GOLDEN"] == "write" {
      try Data(text.utf8).write(to: URL(filePath: path))
      return
    }
    let expected = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    #expect(text == expected, "\(name) differs; GOLDEN=write rewrites it")
  }
}
