import Foundation

/// PCRE2 itself, asked through a small program that is compiled when the tests run.
enum RealPCRE {
  /// What PCRE2 says of one pattern.
  enum Verdict: Equatable {
    case refused(code: Int)
    case compiled(groups: Int, [Outcome])
  }

  /// What PCRE2 says of one subject.
  enum Outcome: Equatable {
    case noMatch
    /// The ranges of the match and of every group; nil for a group that took no part.
    case matched([Range<Int>?])
    /// A limit was reached, for which nginx answers 500.
    case failed(code: Int)
    /// Another answer than PCRE2's own without its optimisations.
    case contradiction
  }

  struct Failure: Error { let status: Int32 }

  /// Whether there are a compiler and PCRE2's header.
  static let isThere =
    (try? run("/bin/sh", ["-c", "echo '#include <pcre2.h>' | \(preprocessor) >/dev/null 2>&1"])) != nil

  private static let preprocessor = "gcc -E -DPCRE2_CODE_UNIT_WIDTH=8 -"

  /// What PCRE2 says of patterns, in their order.
  static func verdicts(on patterns: [RandomPattern]) throws -> [Verdict] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pcre2-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "pcre2.c").path
    try run("/usr/bin/env", ["gcc", "-O1", "-o", folder + "/pcre2", source, "-lpcre2-8"])
    try Data(encoded(patterns)).write(to: URL(fileURLWithPath: folder + "/questions"))
    try run("/bin/sh", ["-c", "'\(folder)/pcre2' <'\(folder)/questions' >'\(folder)/answers'"])
    var numbers = Numbers(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/answers"))))
    return patterns.map { verdict(&numbers, subjects: $0.subjects.count) }
  }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Failure(status: process.terminationStatus) }
  }

  private static func encoded(_ patterns: [RandomPattern]) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ number: Int) { withUnsafeBytes(of: UInt32(number).littleEndian) { bytes += $0 } }
    func add(_ text: [UInt8]) {
      add(text.count)
      bytes += text
    }
    for pattern in patterns {
      add(pattern.isCaseless ? 1 : 0)
      add(pattern.text)
      add(pattern.subjects.count)
      pattern.subjects.forEach(add)
    }
    return bytes
  }

  private static func verdict(_ numbers: inout Numbers, subjects: Int) -> Verdict {
    let code = numbers.next()
    guard code == 0 else { return .refused(code: code) }
    let groups = numbers.next()
    let outcomes = (0..<subjects).map { _ -> Outcome in
      let result = numbers.next()
      if result < 0 { return result == -1 ? .noMatch : result == -1000 ? .contradiction : .failed(code: result) }
      return .matched(
        (0...groups).map { _ in
          let (start, end) = (numbers.next(), numbers.next())
          return start < 0 ? nil : start..<end
        })
    }
    return .compiled(groups: groups, outcomes)
  }

  /// The 32-bit numbers of the program's output.
  private struct Numbers {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Int {
      let value = bytes[position..<(position + 4)].reversed().reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
      position += 4
      return Int(Int32(bitPattern: value))
    }
  }
}
