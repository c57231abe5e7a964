import ArgumentParser
import Diagnostics
import Reports
import Testing

@testable import servedoctor

/// The options of the commands that read stored reports: `render`, `compare` and `merge`.
@Suite struct StoredReportCommandTests {
  static let display = ["--output", "--color", "--quiet", "--verbose", "--help"]

  @Test func render() throws {
    let command = try RenderCommand.parse([
      "report.json", "--format", "html", "--redact", "hosts,users", "--redact", "secrets", "--output", "page",
      "--quiet",
    ])
    #expect(command.file == "report.json" && command.output.format == .html && command.output.display.output == "page")
    #expect(command.output.display.presentation.verbosity == .quiet)
    #expect(try command.kinds() == [.hosts, .users])
    #expect(try RenderCommand.parse(["-", "--redact", "all"]).kinds() == Set(NameRedaction.Kind.allCases))
    #expect(optionNames(in: RenderCommand.helpMessage()) == Set(Self.display + ["--format", "--redact"]))
  }

  @Test func compare() throws {
    let command = try CompareCommand.parse([
      "a.json", "b.json", "--format", "json", "--fail-on", "confirmed", "--output", "page", "--color", "never",
    ])
    #expect(command.before == "a.json" && command.after == "b.json" && command.format == .json)
    #expect(command.failOn.verdict == .confirmed && command.display.output == "page")
    #expect(!command.display.presentation.usesColor)
    let plain = try CompareCommand.parse(["a.json", "b.json"])
    #expect(plain.format == .text && plain.failOn == .likely && plain.display.presentation.verbosity == .normal)
    #expect(optionNames(in: CompareCommand.helpMessage()) == Set(Self.display + ["--format", "--fail-on"]))
  }

  @Test func merge() throws {
    let command = try MergeCommand.parse([
      "a.json", "-", "--checks", "one", "--checks", "two", "--fail-on", "never", "--format", "junit", "--output",
      "page",
    ])
    #expect(command.files == ["a.json", "-"] && command.checks == ["one", "two"] && command.failOn == .never)
    #expect(command.output.format == .junit && command.output.display.output == "page")
    #expect(optionNames(in: MergeCommand.helpMessage()) == Set(Self.display + ["--format", "--checks", "--fail-on"]))
  }

  @Test func refuses() {
    let kinds = refusal(of: ["a.json", "--redact", "names"], as: RenderCommand.self) { _ = try $0.kinds() }
    #expect(kinds?.hasPrefix("--redact names: there are secrets, ") == true)
    let missing = refusal(of: ["/no/such"], as: RenderCommand.self) { _ = try StoredReport.read($0.file) }
    #expect(missing == "/no/such: No such file or directory")
    let other = refusal(of: ["/etc/passwd"], as: RenderCommand.self) { _ = try StoredReport.read($0.file) }
    #expect(other?.hasPrefix("/etc/passwd: ") == true)
    #expect(
      refusal(of: ["a.json"], as: CompareCommand.self)?.contains("Missing expected argument '<after.json>'") == true)
    #expect(refusal(of: ["-", "-"], as: MergeCommand.self) == "Only one report can come from standard input.")
    #expect(refusal(of: [], as: MergeCommand.self)?.contains("Missing expected argument '<report.json> ...'") == true)
  }

  @Test(arguments: ["--fail-on", "--format", "--color"])
  func refusesUnknownValues(option: String) {
    let told = [
      refusal(of: ["a", "b", option, "nothing"], as: CompareCommand.self),
      refusal(of: ["a", option, "nothing"], as: MergeCommand.self),
    ]
    #expect(told.allSatisfy { $0?.contains("The value 'nothing' is invalid for '\(option) ") == true })
  }
}
