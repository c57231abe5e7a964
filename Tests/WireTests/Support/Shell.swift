import Foundation

/// Runs a program to its end and returns its standard output; throws when it fails.
func run(_ program: String, _ arguments: [String]) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw ProgramFailure(program: program, arguments: arguments, status: process.terminationStatus)
  }
  return String(decoding: data, as: UTF8.self)
}

struct ProgramFailure: Error {
  var program: String
  var arguments: [String]
  var status: Int32
}

/// A directory that lasts as long as the work done in it.
func withTemporaryDirectory<Result>(_ work: (String) async throws -> Result) async throws -> Result {
  let path = FileManager.default.temporaryDirectory.path + "/wire-" + UUID().uuidString.prefix(8)
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try await work(path)
}
