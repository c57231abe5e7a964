import ArgumentParser
import Linux
import Testing

@testable import servedoctor

/// The options of `scan` and the scan that is called with them.
@Suite struct ScanTests {
  @Test func reachesTheScan() throws {
    let command = try ScanCommand.parse([
      "/etc", "--as", "0", "--for", "write", "--all", "--format", "json",
    ])
    #expect(command.directory == "/etc" && command.identity.user == "0" && command.identity.pid == nil)
    #expect(command.purpose == .write && command.all && command.format == .json)
    #expect(try command.identity.subject(LiveMachine()).identity.uid == 0)
  }

  @Test func defaults() throws {
    let command = try ScanCommand.parse(["/srv", "--pid", "12"])
    #expect(command.identity.pid == 12 && command.identity.user == nil)
    #expect(command.purpose == .read && !command.all && command.format == .text)
  }

  @Test func everyOptionIsTold() {
    #expect(
      optionNames(in: ScanCommand.helpMessage()) == [
        "--as", "--pid", "--for", "--all", "--format", "--help",
      ]
    )
  }

  static let refused: [(words: [String], message: String)] = [
    (["--as", "root"], "Missing expected argument '<directory>'"),
    (["/srv"], "Say as whom: --as USER, or --pid PID."),
    (["/srv", "--as", "root", "--pid", "1"], "Say --as or --pid, not both"),
    (["/srv", "--as", "root", "--for", "list"], "--for: read or write; files are not listed."),
    (["/srv", "--as", "root", "--format", "html"], "The value 'html' is invalid for '--format <format>'"),
    (["/no/such", "--as", "root"], "/no/such: No such file or directory"),
    (["/srv", "--as", "no-such-user"], "--as “no-such-user”: no such user or group"),
  ]

  @Test(arguments: refused)
  func refuses(words: [String], message: String) {
    let told = refusal(of: words, as: ScanCommand.self) { _ = try $0.report() }
    #expect(told?.contains(message) == true, "\(told ?? "taken")")
  }
}
