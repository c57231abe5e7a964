import ArgumentParser
import Linux
import Testing

@testable import servedoctor

/// The options of `trace`, told at sight and by the parser.
@Suite struct TraceTests {
  static let calls: [[String]] = [
    ["/srv/a", "--as", "www-data"], ["--as", "33:33", "/srv/a", "--for", "write"],
    ["/srv/a", "--pid", "12", "--format", "json"], ["/srv/a", "--for", "list", "--as", "root", "--format", "text"],
  ]

  @Test(arguments: calls)
  func readsTheSameBothWays(words: [String]) throws {
    let parsed = try TraceCommand.parse(words).request
    #expect(TraceRequest(typedAs: ["trace"] + words) == parsed)
  }

  @Test func reachesTheWalk() throws {
    let request = try TraceCommand.parse(["/srv/a", "--pid", "12", "--for", "write", "--format", "json"]).request
    #expect(request.path == "/srv/a" && request.pid == 12 && request.user == nil)
    #expect(request.purpose == .write && request.format == .json)
    let other = try TraceCommand.parse(["/srv/a", "--as", "www-data:media"]).request
    #expect(other.user == "www-data:media" && other.pid == nil && other.purpose == .read && other.format == .text)
  }

  @Test func everyOptionIsTold() {
    #expect(
      optionNames(in: TraceCommand.helpMessage()) == ["--as", "--pid", "--for", "--format", "--help"])
  }

  static let refused: [(words: [String], message: String)] = [
    (["--as", "root"], "Missing expected argument '<path>'"),
    (["/srv"], "Say as whom: --as USER, or --pid PID."),
    (["/srv", "--as", "root", "--pid", "1"], "Say --as or --pid, not both"),
    (["/srv", "--pid", "one"], "The value 'one' is invalid for '--pid <pid>'"),
    (["/srv", "--as", "root", "--for", "run"], "The value 'run' is invalid for '--for <for>'"),
    (["/srv", "--as", "root", "--format", "html"], "The value 'html' is invalid for '--format <format>'"),
    (["/srv", "/tmp", "--as", "root"], "Unexpected argument '/tmp'"),
    (["", "--as", "root"], "the path is empty"),
    (["/srv", "--as", "no-such-user"], "--as “no-such-user”: no such user or group in /etc/passwd and /etc/group"),
    (["/srv", "--pid", "999999999"], "--pid 999999999: no such process can be seen here"),
  ]

  @Test(arguments: refused)
  func refuses(words: [String], message: String) {
    let told = refusal(of: words, as: TraceCommand.self) { _ = try $0.request.run() }
    #expect(told?.contains(message) == true, "\(told ?? "taken")")
    #expect(TraceRequest(typedAs: ["trace"] + words).map { $0.user == nil || $0.pid == nil } != false)
  }
}
