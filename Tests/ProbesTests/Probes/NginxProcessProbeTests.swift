import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Which nginx runs, since when, and who holds its ports, on recorded machines.
@Suite struct NginxProcessProbeTests {
  private func server() -> RecordedServer {
    var server = RecordedServer()
    server.runNginx("include /etc/nginx/sites-enabled/*;")
    server.machine.add(
      "/etc/nginx/sites-enabled/shop", text: "server { listen 80; server_name shop.example; root /srv/shop; }\n")
    return server
  }

  private func stopped() -> RecordedServer {
    var server = server()
    server.end(100)
    server.end(101)
    return server
  }

  @Test func aRunningNginxIsToldWithItsWorkersAndNothingElse() async throws {
    var server = server()
    server.machine.add(
      "/usr/sbin/nginx",
      text: "\u{7f}ELF nginx version: nginx/1.24.0\0--prefix=/usr/share/nginx --conf-path=/etc/nginx/nginx.conf\0",
      mode: 0o755)
    try server.listen(100, at: "0.0.0.0:80")
    try server.listen(100, at: "[::]:80")
    let seen = await server.observations(of: NginxProcessProbe.self)
    let running = try #require(seen.values(NginxRunning.self).first)
    #expect(running.pid == 100 && running.user == "www-data (33)" && running.view == "host")
    #expect(running.configuration == "/etc/nginx/nginx.conf" && running.version == "1.24.0")
    #expect(seen.count == 1)
  }

  @Test func aStoppedNginxIsAbsentThoughInstalled() async throws {
    let seen = await stopped().observations(of: NginxProcessProbe.self)
    let absent = try #require(seen.values(NginxAbsent.self).first)
    #expect(absent.installed && absent.start == ["nginx -t && nginx"])
    #expect(absent.looked.contains("/etc/nginx/nginx.conf"))
    #expect(seen.values(NginxRunning.self).isEmpty)
  }

  @Test func theNginxInAnApplicationsImageIsNotMissed() async throws {
    var server = stopped()
    server.machine.add("/.dockerenv", text: "")
    try server.runApplication()
    let seen = await server.observations(of: NginxProcessProbe.self)
    #expect(seen.values(NginxAbsent.self).map(\.installed) == [false])
  }

  @Test func anotherProgramOnThePortIsNamed() async throws {
    var server = stopped()
    server.run(300, ["/usr/sbin/apache2", "-k", "start"], name: "apache2")
    try server.listen(300, at: "[::]:80")
    let seen = await server.observations(of: NginxProcessProbe.self)
    let held = try #require(seen.values(PortHeldByOther.self).first)
    #expect(held.port == 80 && held.pid == 300)
    #expect(held.program == "apache2" && held.command == "/usr/sbin/apache2 -k start")
  }

  @Test func aFileChangedAfterTheWorkersStartedIsNewer() async throws {
    var server = server()
    server.date("/etc/nginx/sites-enabled/shop", secondsAgo: 3260)
    let seen = await server.observations(of: NginxProcessProbe.self)
    let newer = try #require(seen.values(ConfigNewerThanWorkers.self).first)
    #expect(newer.file == "/etc/nginx/sites-enabled/shop" && newer.seconds == 340)
    #expect(newer.reload == ["nginx -t && nginx -s reload"])
  }

  @Test func aSiteTakenOutOfItsFolderIsNewerToo() async throws {
    var server = server()
    server.date("/etc/nginx/sites-enabled", secondsAgo: 600)
    let seen = await server.observations(of: NginxProcessProbe.self)
    #expect(seen.values(ConfigNewerThanWorkers.self).map(\.file) == ["/etc/nginx/sites-enabled"])
  }

  @Test func workersOfAReloadAfterTheChangeHaveReadIt() async throws {
    var server = server()
    server.date("/etc/nginx/sites-enabled/shop", secondsAgo: 3260)
    server.run(102, ["nginx: worker process"], name: "nginx", parent: 100, uid: 33, age: 3250)
    server.end(101)
    let seen = await server.observations(of: NginxProcessProbe.self)
    #expect(seen.values(NginxRunning.self).count == 1 && seen.values(ConfigNewerThanWorkers.self).isEmpty)
  }
}
