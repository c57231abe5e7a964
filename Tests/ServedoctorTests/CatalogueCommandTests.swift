import ArgumentParser
import Diagnostics
import Reports
import Testing

@testable import servedoctor

/// The options of `checks` and `probes`.
@Suite struct CatalogueCommandTests {
  @Test func list() throws {
    #expect(try ChecksCommand.List.parse([]).format == .text)
    #expect(try ChecksCommand.List.parse(["--format", "json"]).format == .json)
    #expect(optionNames(in: ChecksCommand.List.helpMessage()) == ["--format", "--help"])
  }

  @Test func show() throws {
    let command = try ChecksCommand.Show.parse(["disk.full", "--output", "page", "--color", "always", "--verbose"])
    #expect(command.id == "disk.full" && command.display.output == "page")
    #expect(command.display.presentation.usesColor && command.display.presentation.verbosity == .verbose)
    #expect(try command.cause(in: CatalogueLoader.load(adding: [])).id == "disk.full")
    #expect(
      optionNames(in: ChecksCommand.Show.helpMessage()) == [
        "--output", "--color", "--quiet", "--verbose", "--help",
      ])
  }

  @Test func lint() throws {
    #expect(try ChecksCommand.Lint.parse([]).folder == nil)
    #expect(try ChecksCommand.Lint.parse(["checks"]).folder == "checks")
    let (problems, count) = try ChecksCommand.Lint.parse([]).problems()
    #expect(problems.isEmpty && count > 100)
  }

  @Test func probes() throws {
    _ = try ProbesCommand.parse([])
    #expect(optionNames(in: ProbesCommand.helpMessage()) == ["--help"])
  }

  @Test func refuses() {
    let near = refusal(of: ["full"], as: ChecksCommand.Show.self) { try Self.find($0) }
    #expect(near?.contains("there is no cause “full”; did you mean disk.full") == true)
    let far = refusal(of: ["no.such"], as: ChecksCommand.Show.self) { try Self.find($0) }
    #expect(far == "there is no cause “no.such”; “servedoctor checks list” lists them")
    let missing = refusal(of: [], as: ChecksCommand.Show.self)
    #expect(missing?.contains("Missing expected argument '<id>'") == true)
    let folder = refusal(of: ["/no/such"], as: ChecksCommand.Lint.self) { _ = try $0.problems() }
    #expect(folder == "/no/such: No such file or directory")
    let format = refusal(of: ["--format", "html"], as: ChecksCommand.List.self)
    #expect(format?.contains("The value 'html' is invalid for '--format <format>'") == true)
    #expect(refusal(of: ["more"], as: ProbesCommand.self)?.contains("Unexpected argument 'more'") == true)
  }

  private static func find(_ command: ChecksCommand.Show) throws {
    _ = try command.cause(in: CatalogueLoader.load(adding: []))
  }
}
