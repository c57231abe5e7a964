import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// What logs tell of the examined addresses, on recorded machines.
@Suite struct NginxLogProbeTests {
  private static let context =
    ", client: 203.0.113.9, server: shop.example, request: \"GET /media/a.jpg HTTP/1.1\", host: \"shop.example\""
  private static let post =
    ", client: 203.0.113.9, server: shop.example, request: \"POST /upload HTTP/1.1\", host: \"shop.example\""

  /// A server at 08:00 whose workers run since 07:00, with an error log that was written last at 07:55.
  private func server(_ lines: [String], main: String = "", access: [String] = []) -> RecordedServer {
    var server = RecordedServer(
      shop: "root /srv/shop; access_log /var/log/nginx/shop.log; \(main)", asked: "/media/a.jpg")
    for (path, lines) in ["/var/log/nginx/error.log": lines, "/var/log/nginx/shop.log": access] {
      server.machine.add(FilePath(path), text: lines.map { $0 + "\n" }.joined(), mode: 0o640)
      server.date(FilePath(path), secondsAgo: 300)
    }
    return server
  }

  @Test(arguments: [
    ("open() \"/srv/shop/media/a.jpg\" failed (13: Permission denied)", LogOpenFailed.Errno.EACCES),
    ("openat() \"/srv/shop/media/a.jpg\" failed (40: Too many levels of symbolic links)", .ELOOP),
    ("open() \"/srv/shop/media/a.jpg\" failed (2: No such file or directory)", .ENOENT),
  ])
  func aFileThatCouldNotBeOpenedIsToldOfItsAddress(_ message: String, _ errno: LogOpenFailed.Errno) async throws {
    let line = "2027/01/15 07:55:00 [error] 101#101: *7 \(message)\(Self.context)"
    let seen = await server([line]).observations(of: NginxLogProbe.self)
    let failed = try #require(seen.first { $0.isOf(LogOpenFailed.self) })
    let fact = try #require(failed.value(of: LogOpenFailed.self))
    #expect(fact.errno == errno && fact.path == "/srv/shop/media/a.jpg" && fact.line == line)
    #expect(failed.subject[.url] == "http://shop.example/media/a.jpg")
  }

  @Test func cyclesRefusalsAndUpstreamsAreToldApart() async throws {
    let lines = [
      "rewrite or internal redirection cycle while internally redirecting to \"/index.html\"",
      "connect() failed (111: Connection refused) while connecting to upstream",
      "directory index of \"/srv/shop/media/\" is forbidden", "access forbidden by rule",
    ]
    let upstream = ", upstream: \"http://127.0.0.1:8000/media/a.jpg\""
    let seen = await server(
      lines.map {
        "2027/01/15 07:55:00 [error] 101#101: *7 \($0)\(Self.context)\($0.hasSuffix("upstream") ? upstream : "")"
      }
    ).observations(of: NginxLogProbe.self)
    #expect(seen.values(LogCycle.self).map(\.uri) == ["/index.html"])
    #expect(seen.values(LogUpstreamFailed.self).map(\.upstream) == ["http://127.0.0.1:8000/media/a.jpg"])
    #expect(seen.values(LogUpstreamFailed.self).map(\.errno) == ["ECONNREFUSED"])
    #expect(seen.values(LogNoIndex.self).map(\.path) == ["/srv/shop/media/"])
    #expect(seen.values(LogRefusedByRule.self).count == 1 && seen.count == 4)
  }

  @Test(arguments: [("06:30:00", "07:55:00", false), ("07:30:00", "07:55:00", true), ("08:30:00", "09:55:00", false)])
  func aBodyOverTheLimitCountsForTheConfigurationOfItsTime(_ time: String, _ last: String, _ isCurrent: Bool)
    async throws
  {
    let lines = [
      "2027/01/15 \(time) [error] 101#101: *7 client intended to send too large body: 8388608 bytes\(Self.post)",
      "2027/01/15 \(last) [notice] 101#101: gracefully shutting down",
    ]
    let seen = await server(lines).observations(of: NginxLogProbe.self)
    let large = try #require(seen.first { $0.isOf(LogTooLarge.self) })
    let fact = try #require(large.value(of: LogTooLarge.self))
    #expect(fact.bytes == 8_388_608 && fact.current == isCurrent)
    #expect(large.subject[.url] == "http://shop.example/upload")
  }

  @Test func aTemporaryFileThatCannotBeWrittenIsTold() async throws {
    let message = "open() \"/var/lib/nginx/body/0000000017\" failed (13: Permission denied)"
    let seen = await server(["2027/01/15 07:55:00 [crit] 101#101: *7 \(message)\(Self.post)"])
      .observations(of: NginxLogProbe.self)
    let fact = try #require(seen.values(LogTempFailed.self).first)
    #expect(fact.errno == .EACCES && fact.path == "/var/lib/nginx/body/0000000017")
    #expect(seen.values(LogOpenFailed.self).isEmpty)
  }

  @Test func aWorkerThatRanOutOfConnectionsGetsMore() async throws {
    var server = server(["2027/01/15 07:55:00 [alert] 101#101: 512 worker_connections are not enough"])
    for pid in [100, 101] {
      server.machine.add(
        FilePath("/proc/\(pid)/limits"),
        text: "Limit  Soft  Hard  Units\nMax open files            1024                 524288               files\n")
    }
    let seen = await server.observations(of: NginxLogProbe.self)
    let fact = try #require(seen.values(LogWorkerLimit.self).first)
    #expect(fact.kind == .connections && fact.directive == "worker_connections" && fact.current)
    #expect(fact.limit == 512 && fact.wanted == 4096)
    #expect(fact.patch?.contains("worker_connections 4096;") == true)
    #expect(fact.patch?.contains("worker_rlimit_nofile 8192;") == true)
    #expect(fact.commands.last == "nginx -t && nginx -s reload")
  }

  @Test func anEmergencyAfterTheLastLoadIsARefusedReload() async throws {
    let emergency = "bind() to 0.0.0.0:443 failed (98: Address already in use)"
    let lines = ["06:10:00 [emerg] 90#90: unexpected end of file", "07:55:00 [emerg] 100#100: \(emergency)"]
    let seen = await server(lines.map { "2027/01/15 \($0)" }).observations(of: NginxLogProbe.self)
    #expect(seen.values(LogReloadRefused.self).map(\.message) == [emergency] && seen.count == 1)
  }

  @Test func refusedRequestsOfTheAccessLogAreCounted() async throws {
    func line(_ request: String, _ status: Int, agent: String = "curl/7.88.1") -> String {
      "203.0.113.9 - - [15/Jan/2027:07:50:00 +0000] \"\(request) HTTP/1.1\" \(status) 162 \"-\" \"\(agent)\""
    }
    let access = [
      line("GET /media/a.jpg", 504), line("GET /media/a.jpg?w=200", 504), line("GET /media/a.jpg", 200),
      line("GET /media/b.jpg", 404), line("GET /media/a.jpg", 403, agent: "servedoctor/1.0"),
    ]
    let seen = await server([], access: access).observations(of: NginxLogProbe.self)
    let fact = try #require(seen.values(LogRefused.self).first)
    #expect(fact.code == 504 && fact.count == 2 && fact.method == "GET" && seen.count == 1)
  }

  @Test func oldRefusalsAndOtherAddressesAreNoNews() async throws {
    let other = Self.context.split(separator: "a.jpg").joined(separator: "b.jpg")
    let lines = [
      "2027/01/15 06:30:00 [error] 90#90: *7 access forbidden by rule\(Self.context)",
      "2027/01/15 06:59:00 [emerg] 90#90: unexpected end of file",
      "2027/01/15 07:30:00 [warn] 101#101: *8 an upstream response is buffered to a temporary file\(Self.context)",
      "2027/01/15 07:55:00 [error] 101#101: *9 open() \"/srv/shop/media/b.jpg\" failed (13: Permission denied)\(other)",
    ]
    #expect(await server(lines).observations(of: NginxLogProbe.self).isEmpty)
  }

  @Test func logsThatGoElsewhereAreSaid() async throws {
    let seen = await server([], main: "error_log syslog:server=10.0.0.7; error_log stderr;")
      .observations(of: NginxLogProbe.self)
    let kinds = seen.values(LogElsewhere.self).map(\.kind)
    #expect(Set(kinds) == [.syslog, .stderr] && kinds.count == 2)
  }
}
