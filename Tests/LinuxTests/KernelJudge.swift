import Foundation
import Glibc
import Linux

/// A helper process that really takes each identity and tries.
enum KernelJudge {
  struct Failure: Error {
    var message: String
  }

  /// What each question of each tree ended with: `ok` or the errno's name. The trees are there afterwards.
  static func answers(to trees: [RandomTree]) throws -> [String] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("kernel.py").path
    let input = try JSONEncoder().encode(["trees": trees])
    let said = try run("/usr/bin/python3", [script], input: input)
    return said.split(separator: "\n").map(String.init)
  }
}

/// Runs a program to its end and returns its standard output; throws when it fails.
func run(_ program: String, _ arguments: [String], input: Data = Data()) throws -> String {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("linux-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent("input")
  try input.write(to: file)
  let process = Process()
  let output = Pipe()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.standardInput = try FileHandle(forReadingFrom: file)
  process.standardOutput = output
  try process.run()
  let said = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw KernelJudge.Failure(message: "\(program) ended with \(process.terminationStatus)")
  }
  return String(decoding: said, as: UTF8.self)
}

/// A directory that every identity can reach, for as long as the work in it takes.
func withReachableDirectory<Result>(_ work: (String) throws -> Result) throws -> Result {
  let path = "/tmp/linux-" + UUID().uuidString.prefix(8)
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  guard chmod(path, 0o755) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try work(path)
}
