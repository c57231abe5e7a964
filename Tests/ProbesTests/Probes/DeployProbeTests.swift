import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// What deploys do to files, on recorded machines.
@Suite struct DeployProbeTests {
  private static let site = """
    server {
        listen 80; server_name shop.example; access_log /var/log/nginx/access.log;
        location /static/ { alias /srv/shop/static/; }
        location /media/ { alias /srv/shop/media/; }
        location / { proxy_pass http://127.0.0.1:8000; }
    }
    """

  private func server() throws -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(Self.site)
    server.machine.add("/srv/shop/media/a.jpg", text: "picture", uid: 1000)
    try server.runGunicorn(
      settings: [
        "MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/", "STATIC_ROOT": "/srv/shop/static",
        "STATIC_URL": "/static/",
      ])
    return server
  }

  private static let volume =
    RecordedServer.rootMount
    + "2 1 8:1 /var/lib/docker/volumes/shop_media/_data /srv/shop/media rw - ext4 /dev/sda1 rw\n"

  @Test(arguments: [
    ("rsync -a --delete build/ /srv/shop/", DeployDeletes.Kind.rsync), ("rm -rf /srv/shop/media/*", .rm),
    ("find /srv/shop -type f -delete", .find), ("cd /srv/shop && git clean -fdx", .git),
    ("docker volume rm shop_media", .volume),
  ])
  func aScriptThatDeletesUploadsIsTold(command: String, kind: DeployDeletes.Kind) async throws {
    var server = try server()
    server.machine.add("/srv/shop/deploy.sh", text: "#!/bin/sh\nset -e\n\(command)\n", mode: 0o755)
    server.machine.add("/proc/self/mountinfo", text: Self.volume)
    let deleting = await server.observations(of: DeployProbe.self).values(DeployDeletes.self)
    #expect(deleting.map(\.kind) == [kind] && deleting.map(\.line) == [3])
    #expect(deleting.map(\.script) == ["/srv/shop/deploy.sh"] && deleting.map(\.media) == ["/srv/shop/media"])
    #expect(deleting.map(\.text) == [command])
  }

  @Test func theExemptionIsAddedWhereTheScriptSaysDelete() async throws {
    var server = try server()
    server.machine.add("/srv/shop/deploy.sh", text: "#!/bin/sh\nrsync -a --delete build/ /srv/shop/\n")
    let deleting = await server.observations(of: DeployProbe.self).values(DeployDeletes.self)
    #expect(
      deleting.map(\.commands) == [["sed -i --follow-symlinks '2s|--delete|& --exclude=/media/|' /srv/shop/deploy.sh"]])
  }

  @Test(arguments: [
    "rsync -a --delete --exclude=/media/ build/ /srv/shop/", "rsync -a build/ /srv/shop/", "rm -rf /srv/shop/tmp",
    "cd /srv/shop && git clean -fdx -e media", "# rm -rf /srv/shop/media", "docker volume rm shop_cache",
  ])
  func aScriptThatSparesUploadsIsNoFault(command: String) async throws {
    var server = try server()
    server.machine.add("/srv/shop/deploy.sh", text: "#!/bin/sh\n\(command)\n")
    server.machine.add("/proc/self/mountinfo", text: Self.volume)
    let seen = await server.observations(of: DeployProbe.self)
    #expect(seen.values(DeployDeletes.self).isEmpty)
  }

  @Test(arguments: [("07:00:20", 1), ("07:10:00", 0)])
  func filesBuiltAfterTheyWereAskedForAreTold(time: String, count: Int) async throws {
    var server = try server()
    server.machine.add("/srv/shop/entrypoint.sh", text: "#!/bin/sh\npython manage.py collectstatic --noinput\n")
    server.machine.add("/srv/shop/static/css/app.css", text: "body {}")
    server.date("/srv/shop/static/css/app.css", secondsAgo: 3600 - 45)
    server.machine.add(
      "/var/log/nginx/access.log",
      text: #"192.0.2.7 - - [15/Jan/2027:\#(time) +0000] "GET /static/css/app.css HTTP/1.1" 404 9 "-" "-""# + "\n")
    let seen = await server.observations(of: DeployProbe.self)
    let start = try #require(seen.values(BuildAtStart.self).first)
    #expect(start.source == "/srv/shop/entrypoint.sh:2" && !start.running && start.root == "/srv/shop/static")
    let missed = seen.values(BuildMissed.self)
    #expect(missed.map(\.seconds) == Array(repeating: 25, count: count))
    #expect(missed.allSatisfy { $0.count == 1 && $0.example == "/static/css/app.css" })
  }

  /// A site of releases, of which the present one was made half an hour ago.
  private func released(asked time: String) -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(
      """
      server {
          listen 80; server_name shop.example; access_log /var/log/nginx/access.log;
          location /static/ { alias /srv/shop/current/static/; }
      }
      """)
    server.machine.add("/srv/shop/releases/0103/static/app.8d31f0a2.js", text: "old()")
    server.machine.add("/srv/shop/releases/0110/static/app.1c4e77b9.js", text: "new()")
    server.machine.add(link: "/srv/shop/current", to: "releases/0110")
    server.date("/srv/shop/releases/0110/static", secondsAgo: 1800)
    server.date("/srv/shop/releases/0110/static/app.1c4e77b9.js", secondsAgo: 1800)
    let line = #"192.0.2.7 - - [15/Jan/2027:\#(time) +0000] "GET /static/app.8d31f0a2.js HTTP/1.1" 404 9 "-" "-""#
    server.machine.add("/var/log/nginx/access.log", text: "\(line)\n\(line)\n")
    return server
  }

  @Test func aFileOfTheEarlierReleaseThatIsStillAskedForIsTold() async throws {
    let seen = await released(asked: "07:50:00").observations(of: DeployProbe.self)
    let old = try #require(seen.values(AssetsOldAsked.self).first)
    #expect(old.url == "/static/app.8d31f0a2.js" && old.current == "app.1c4e77b9.js")
    #expect(old.count == 2 && old.files == 1 && old.root == "/srv/shop/current/static")
    #expect(old.commands == ["cp -an /srv/shop/releases/0103/static/. /srv/shop/releases/0110/static/"])
  }

  @Test func whatWasAskedForBeforeThePresentReleaseIsNoFault() async {
    let seen = await released(asked: "07:20:00").observations(of: DeployProbe.self)
    #expect(seen.values(AssetsOldAsked.self).isEmpty)
  }
}
