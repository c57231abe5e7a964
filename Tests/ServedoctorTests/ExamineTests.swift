import ArgumentParser
import Diagnostics
import Notation
import Probes
import Reports
import SystemPackage
import Testing

@testable import servedoctor

/// The options of `examine` and the examination that is called with them.
@Suite struct ExamineTests {
  typealias Check = @Sendable (ExaminationOptions) -> Bool

  static let options: [(words: [String], holds: Check)] = [
    (["--nginx-config", "/etc/passwd"], { $0.nginxConfiguration == "/etc/passwd" }),
    (["--nginx-user", "www-data"], { $0.nginxUser == "www-data" }),
    (["--app-user", "daemon"], { $0.appUser == "daemon" }),
    (["--app-pid", "1"], { $0.appPID == 1 }),
    (
      ["--env-file", "/etc/passwd", "--env-file", "/etc/group"],
      { $0.environmentFiles == ["/etc/passwd", "/etc/group"] }
    ),
    (["--compose", "/etc/passwd", "--compose", "/etc/group"], { $0.composeFiles == ["/etc/passwd", "/etc/group"] }),
    (["--project", "/etc"], { $0.project == "/etc" }),
    (["--static-url", "/static/"], { $0.staticURL == "/static/" }),
    (["--static-root", "/srv/static"], { $0.staticRoot == "/srv/static" }),
    (["--media-url", "/media/"], { $0.mediaURL == "/media/" }),
    (["--media-root", "/srv/media"], { $0.mediaRoot == "/srv/media" }),
    (["--s3-endpoint", "https://store.example"], { $0.s3Endpoint == "https://store.example" }),
    (["--s3-region", "eu-west-1"], { $0.s3Region == "eu-west-1" }),
    (["--s3-bucket", "media"], { $0.s3Bucket == "media" }),
    (["--s3-path-style"], { $0.isS3PathStyle }),
    (["--s3-public-base", "https://cdn.example/m/"], { $0.s3PublicBase == "https://cdn.example/m/" }),
    (["--allow-metadata"], { $0.mayAskMetadata }),
    (["--write-test"], { $0.isWriteTesting }),
    (
      ["--connect-to", "a.example:80:127.0.0.1:81", "--connect-to", "b.example:80:unix:/run/x"],
      { $0.connectTo == ["a.example:80:127.0.0.1:81", "b.example:80:unix:/run/x"] }
    ),
    (["--insecure"], { $0.isInsecure }),
    (["--upload-url", "https://a.example/upload"], { $0.uploadURL?.description == "https://a.example/upload" }),
    (["--references", "-"], { $0.references == .standardInput }),
    (["--references", "/etc/passwd"], { $0.references == .file("/etc/passwd") }),
    (["--only", "disk,path", "--only", "http"], { $0.only == ["disk", "path", "http"] }),
    (["--skip", "disk", "--skip", "path"], { $0.skip == ["disk", "path"] }),
    (["--timeout", "500ms"], { $0.probeTimeout == .milliseconds(500) }),
    (["--deadline", "2m"], { $0.deadline == .seconds(120) }),
    (["--no-redact"], { !$0.isRedacting }),
  ]

  /// Options that the command itself takes.
  static let others = [
    "--format", "--output", "--color", "--quiet", "--verbose", "--checks", "--fail-on", "--baseline",
    "--config", "--help",
  ]

  @Test(arguments: options.indices)
  func reachesTheExamination(index: Int) throws {
    let (words, holds) = Self.options[index]
    #expect(holds(try examination(words)), "\(words)")
    #expect(!holds(try examination([])), "holds without \(words)")
  }

  @Test(arguments: [
    ["--app-pid", "99999999"], ["--nginx-user", "nobody-here"], ["--app-user", "nobody-here"],
  ])
  func whoIsNotThereIsRefused(words: [String]) {
    #expect(throws: UsageProblem.self) { try examination(words) }
  }

  @Test func everyOptionIsTold() {
    #expect(optionNames(in: ExamineCommand.helpMessage()) == Set(Self.options.map { $0.words[0] } + Self.others))
  }

  @Test func defaults() throws {
    let command = try ExamineCommand.parse([])
    #expect(command.failOn == .likely && command.baseline == nil && command.options.checks.isEmpty)
    #expect(command.output.format == .text && command.output.display.output == nil)
    let options = try examination([])
    #expect(options.targets.isEmpty && options.isRedacting && options.environment == ["HOME": "/root"])
    #expect(options.probeTimeout == .seconds(5) && options.deadline == .seconds(30))
  }

  @Test func targets() throws {
    let targets = ["http://a.example/x", "https://a.example/", "s3://media/a.jpg", "/srv/a.css"]
    #expect(try examination(targets).targets.map(\.text) == targets)
  }

  @Test func ownOptions() throws {
    let command = try ExamineCommand.parse([
      "--fail-on", "never", "--baseline", "before.json", "--checks", "a", "--checks", "b", "--format", "sarif",
    ])
    #expect(command.failOn == .never && command.failOn.verdict == nil && command.baseline == "before.json")
    #expect(command.options.checks == ["a", "b"] && command.output.format == .sarif)
    #expect(try ExamineCommand.parse(["--fail-on", "possible"]).failOn.verdict == .possible)
  }

  static let refused: [(words: [String], message: String)] = [
    (["ftp://a.example/x"], "“ftp://a.example/x”: a target is an http:// or https:// URL, a path, or s3://bucket/key"),
    (["a.example/x"], "a URL begins with http:// or https://"),
    ([""], "the path is empty"),
    (["--nginx-config", "/no/such"], "--nginx-config /no/such: No such file or directory"),
    (["--env-file", "/no/such"], "--env-file /no/such: No such file or directory"),
    (["--compose", "/no/such"], "--compose /no/such: No such file or directory"),
    (["--project", "/no/such"], "--project /no/such: No such file or directory"),
    (["--references", "/no/such"], "--references /no/such: No such file or directory"),
    (["--s3-endpoint", "store.example"], "--s3-endpoint “store.example”: a URL begins with http:// or https://"),
    (["--s3-public-base", "s3://a/"], "--s3-public-base “s3://a/”: a URL begins with http:// or https://"),
    (["--upload-url", "ftp://a/"], "--upload-url “ftp://a/”: a URL begins with http:// or https://"),
    (["--connect-to", "a:80"], "--connect-to “a:80” is not HOST:PORT:ADDR:PORT or HOST:PORT:unix:/path"),
    (["--only", "nothing"], "--only nothing: no such probe; there are "),
    (["--skip", "disk,"], "--skip : no such probe"),
    (["--timeout", "soon"], "--timeout “soon” is no duration; write 500ms, 5s or 2m"),
    (["--deadline", "0"], "--deadline “0” is no duration"),
    (["--deadline", "5h"], "--deadline “5h” is no duration"),
    (["--app-pid", "one"], "The value 'one' is invalid for '--app-pid <pid>'"),
    (["--fail-on", "always"], "The value 'always' is invalid for '--fail-on <verdict>'"),
    (["--format", "pdf"], "The value 'pdf' is invalid for '--format <format>'"),
    (["--color", "blue"], "The value 'blue' is invalid for '--color <when>'"),
    (["--quiet", "--verbose"], "--quiet and --verbose exclude each other."),
    (["--nothing"], "Unknown option '--nothing'"),
    (["--media-root"], "Missing value for '--media-root <media-root>'"),
  ]

  @Test(arguments: refused)
  func refuses(words: [String], message: String) {
    let told = refusal(of: words, as: ExamineCommand.self) { _ = try $0.examination(environment: [:]) }
    #expect(told?.contains(message) == true, "\(told ?? "taken")")
  }

  private func examination(_ words: [String]) throws -> ExaminationOptions {
    try ExamineCommand.parse(words).examination(environment: ["HOME": "/root"])
  }
}
