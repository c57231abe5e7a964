import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// What was written before a process started, and what after: to the tick of the kernel's clock.
@Suite struct StartTimeTests {
  /// The process starts in the tick from 1 700 000 010.750 to .760.
  private static let ticks = 1050

  private static func moment(_ milliseconds: Int) -> Moment {
    Moment(seconds: 1_700_000_010, nanoseconds: milliseconds * 1_000_000)
  }

  @Test func momentsAreOrderedAndCarried() {
    #expect(Moment(seconds: 5, nanoseconds: 1_500_000_000) == Moment(seconds: 6, nanoseconds: 500_000_000))
    #expect(Moment(seconds: 5, nanoseconds: -1) == Moment(seconds: 4, nanoseconds: 999_999_999))
    #expect(Moment(seconds: 5, nanoseconds: -1_000_000_000) == Moment(seconds: 4))
    #expect(Moment(seconds: 4, nanoseconds: 9) < Moment(seconds: 5))
    #expect(Moment(seconds: 5, nanoseconds: 8) < Moment(seconds: 5, nanoseconds: 9))
  }

  @Test func aProcessStartsWithinATick() throws {
    var server = TickingServer()
    server.start(7, ["gunicorn"], ticks: Self.ticks)
    let exact = try #require(server.machine.process(7))
    #expect(exact.started == 1_700_000_010)
    #expect(exact.startedBy == Self.moment(760))
    server.machine.boot = nil
    let dated = try #require(server.machine.process(7))
    #expect(dated.started == 1_700_000_010)
    #expect(dated.startedBy == Self.moment(1510))
  }

  /// Milliseconds of 1 700 000 010 at which the env file was written, and whether the running setting is stale.
  @Test(arguments: [(-500, false), (740, false), (755, false), (760, false), (761, true), (990, true), (5000, true)])
  func settingsAreStaleOnlyWhereTheFileIsNewer(milliseconds: Int, isStale: Bool) async throws {
    var server = TickingServer()
    server.start(7, ["gunicorn"], ticks: Self.ticks, environment: ["MEDIA_ROOT": "/srv/old", "HOME": "/"])
    server.write("/srv/app/.env", "MEDIA_ROOT=/srv/new\n", at: Self.moment(milliseconds))
    let seen = try await server.seen(by: EnvironmentProbe())
    let stale = seen.all(AppSettingStale.self).map(\.value.name)
    #expect(stale == (isStale ? ["MEDIA_ROOT"] : []))
  }

  @Test(arguments: [(740, false), (760, false), (761, true), (1900, true)])
  func aConfigurationIsNewerThanItsWorkers(milliseconds: Int, isNewer: Bool) async throws {
    var server = TickingServer()
    server.start(20, ["nginx: master process /usr/sbin/nginx"], ticks: 1000)
    server.start(21, ["nginx: worker process"], parent: 20, ticks: Self.ticks)
    server.write(
      "/etc/nginx/nginx.conf", "events {}\nhttp { server { listen 80; } }\n", at: Self.moment(milliseconds))
    let newer = try await server.seen(by: NginxProcessProbe()).all(ConfigNewerThanWorkers.self).map(\.value)
    #expect(newer.map(\.file) == (isNewer ? ["/etc/nginx/nginx.conf"] : []))
    #expect(newer.allSatisfy { $0.seconds == 1 })
  }
}
