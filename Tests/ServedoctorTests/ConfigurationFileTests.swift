import ArgumentParser
import Foundation
import Probes
import SystemPackage
import Testing

@testable import servedoctor

/// `servedoctor.yml` and the command that the arguments name.
@Suite struct ConfigurationFileTests {
  @Test func optionsComeFirst() throws {
    let arguments = try inserted(
      "media-root: /srv/media\ninsecure: true\nverbose: false\nskip: [disk, path]\ntargets: [/srv]\n")
    #expect(
      arguments == [
        "examine", "--insecure", "--media-root", "/srv/media", "--skip", "disk", "--skip", "path", "/srv", "--quiet",
      ])
    guard let command = try Servedoctor.parseAsRoot(arguments) as? ExamineCommand else {
      Issue.record("another command")
      return
    }
    let options = try command.examination(environment: [:])
    #expect(options.isInsecure && options.mediaRoot == "/srv/media" && options.skip == ["disk", "path"])
    #expect(options.targets.map(\.text) == ["/srv"] && command.output.display.quiet)
  }

  @Test func otherCommandsGoWithout() throws {
    for words in [["trace", "/srv", "--as", "root"], ["--help"], ["--version"], ["render", "a.json"]] {
      #expect(try ConfigurationFile.inserted(into: words) == words)
    }
  }

  @Test func refuses() {
    #expect(refusal(["--config"]) == "--config needs a file")
    #expect(refusal(["--config", "/no/such"]) == "--config /no/such: No such file or directory")
    #expect(throws: UsageProblem.self) { try inserted("- a list\n") }
    #expect(throws: UsageProblem.self) { try inserted("a: [\n") }
  }

  @Test func commandsByName() throws {
    let calls: [([String], Any.Type)] = [
      ([], ExamineCommand.self), (["/srv"], ExamineCommand.self), (["resolve", "http://a/"], ResolveCommand.self),
      (["trace", "/", "--as", "0"], TraceCommand.self), (["scan", "/", "--as", "0"], ScanCommand.self),
      (["checks", "list"], ChecksCommand.List.self), (["checks", "show", "a"], ChecksCommand.Show.self),
      (["checks", "lint"], ChecksCommand.Lint.self), (["probes"], ProbesCommand.self),
      (["render", "a"], RenderCommand.self),
      (["compare", "a", "b"], CompareCommand.self), (["merge", "a"], MergeCommand.self),
    ]
    for (words, type) in calls { #expect(Swift.type(of: try Servedoctor.parseAsRoot(words)) == type, "\(words)") }
  }

  private func inserted(_ text: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "servedoctor-\(UUID().uuidString).yml").path
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    return try ConfigurationFile.inserted(into: ["--config", file, "--quiet"])
  }

  private func refusal(_ words: [String]) -> String? {
    do {
      _ = try ConfigurationFile.inserted(into: words)
      return nil
    } catch {
      return (error as? UsageProblem)?.message
    }
  }
}
