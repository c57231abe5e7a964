import Diagnostics
import Foundation
import Notation
import Reports
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: Sample.allCases, Format.allCases)
  func aStoredReportIsToldAsTheFirstTime(sample: Sample, format: Format) throws {
    let stored = try Report(json: Array(rendered(sample.report, as: .json).utf8))
    for verbosity in Presentation.Verbosity.allCases {
      let presentation = Presentation(width: 80, usesColor: true, verbosity: verbosity)
      let direct = rendered(sample.report, as: format, presentation: presentation)
      #expect(rendered(stored, as: format, presentation: presentation) == direct)
    }
  }

  private static let hasValidator = (try? python("-c", "import jsonschema"))?.status == 0

  private static func python(_ arguments: String..., input: String = "") throws -> (said: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (standardInput, output) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (said, process.terminationStatus)
  }

  @Test(.enabled(if: hasValidator, "needs Python's jsonschema"), arguments: Sample.allCases)
  func jsonKeepsTheSchema(sample: Sample) throws {
    let folder = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    let answer = try Self.python(
      "\(folder)/validate.py", "\(folder)/report.schema.json", input: rendered(sample.report, as: .json))
    #expect(answer.said == "valid\n")
  }

  @Test(arguments: [
    ("\"schema_version\": 1", "\"schema_version\": 2", "schema_version"),
    ("\"verdict\": \"confirmed\"", "\"verdict\": \"sure\"", "causes[0].verdict"),
    ("\"complete\": true", "\"complete\": 1", "complete"),
    ("\"started_at\": \"2026", "\"started_at\": \"26", "started_at"),
    ("\"supports\": true", "\"supports\": 1", "causes[0].evidence[0].supports"),
    ("\"commands\": [\"", "\"commands\": [3, \"", "causes[0].fixes[0].commands[0]"),
  ])
  func whatBreaksTheContractIsNamed(old: String, new: String, place: String) throws {
    var json = rendered(Sample.access.report, as: .json)
    let range = try #require(json.range(of: old))
    json.replaceSubrange(range, with: new)
    let problem = #expect(throws: ReportProblem.self) { try Report(json: Array(json.utf8)) }
    #expect(problem?.place == place)
  }

  @Test(arguments: [0, 951_782_400, 1_795_168_800, 4_107_542_400, 1_709_164_799])
  func timesAreThoseOfTheCalendar(seconds: Int) throws {
    var report = Sample.healthy.report
    report.startedAt = seconds
    let json = rendered(report, as: .json)
    let expected = Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
    #expect(json.contains("\"started_at\": \"\(expected)\""))
    #expect(try Report(json: Array(json.utf8)).startedAt == seconds)
  }
}
