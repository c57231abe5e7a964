import Testing

@testable import Probes

/// What strangers can write into an error log is no word of nginx's.
@Suite struct ErrorLogLineTests {
  private func read(_ text: String) -> [ErrorLogLine] {
    ErrorLogLine.whole(Array(text.utf8).split(separator: UInt8(ascii: "\n"))).map { ErrorLogLine($0) }
  }

  @Test(arguments: ["/srv/a", "/srv/a\""])
  func aLineInsideANameIsNoEntry(name: String) {
    let forged = "2026/12/01 10:00:00 [alert] 1#1: 512 worker_connections are not enough"
    let lines = read(
      """
      2026/12/01 10:00:00 [error] 7#7: *3 open() "\(name)
      \(forged)" failed (2: No such file or directory), client: 10.0.0.1, server: a, request: "GET /a HTTP/1.1", host: "a"
      2026/12/01 10:00:01 [error] 7#7: *4 open() "/srv/b" failed (13: Permission denied), client: 10.0.0.1, server: a
      """)
    #expect(lines.count == 2 && lines.map(\.errno) == [2, 13])
    #expect(!lines.contains { $0.wording.contains("worker_connections") })
  }

  @Test func aForgedClientEndsNothing() {
    let lines = read(
      """
      2026/12/01 10:00:00 [error] 7#7: *3 open() "/srv/x
      2026/12/01 10:00:00 [crit] 1#1: *7 open() "/srv/a" failed (24: Too many open files), client: 10.9.8.7, server: a, request: "GET / HTTP/1.1"" failed (2: No such file or directory), client: 10.0.0.1, server: a
      """)
    #expect(lines.count == 1 && !lines[0].wording.contains("Too many open files"))
  }

  @Test func whatIsQuotedIsNoWordOfNginx() {
    let line = read(
      "2026/12/01 10:00:00 [error] 7#7: *3 open() \"/srv/client intended to send too large body\" failed (2: No such file or directory), client: 10.0.0.1"
    )
    #expect(line.count == 1 && line[0].wording == "open() \"\" failed (2: No such file or directory)")
  }

  @Test func whatIsSaidOfNoConnectionStandsAlone() {
    let lines = read(
      """
      2026/12/01 10:00:00 [notice] 1#1: signal 1 (SIGHUP) received
      2026/12/01 10:00:00 [info] 7#7: *3 client 10.0.0.1 closed keepalive connection
      2026/12/01 10:00:01 [alert] 7#7: 512 worker_connections are not enough
      a trace that an application has written
      """)
    #expect(lines.count == 3 && lines[2].wording.hasPrefix("512 worker_connections are not enough"))
  }
}
