import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Whether the files that build manifests name are there, on recorded machines.
@Suite struct ManifestProbeTests {
  /// A shop that collects its static files in `/srv/shop/static`, of which nginx reads `reader`.
  private func server(reader: FilePath = "/srv/shop/static") throws -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(
      """
      server {
          listen 80; server_name shop.example;
          location /static/ { alias \(reader.string)/; }
          location / { proxy_pass http://127.0.0.1:8000; }
      }
      """)
    try server.runGunicorn(settings: ["STATIC_ROOT": "/srv/shop/static", "STATIC_URL": "/static/"])
    return server
  }

  private static func django(_ built: String) -> String {
    #"{"paths": {"css/app.css": "\#(built)"}, "version": "1.1", "hash": "0a1b2c3d4e5f"}"#
  }

  @Test func aFileThatTheManifestNamesAndNobodyHasIsTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/static/staticfiles.json", text: Self.django("css/app.4f2c9a10b7e1.css"))
    server.machine.add("/srv/shop/static/css/app.css", text: "body {}")
    server.machine.add("/srv/shop/static/css/app.aa11bb22cc33.css", text: "body {}")
    let seen = await server.observations(of: ManifestProbe.self)
    let mismatch = try #require(seen.values(ManifestMismatch.self).first)
    #expect(mismatch.manifest == "/srv/shop/static/staticfiles.json" && mismatch.tool == "django")
    #expect(mismatch.count == 1 && mismatch.entries == 1 && mismatch.missing == ["css/app.4f2c9a10b7e1.css"])
    #expect(mismatch.other == ["css/app.aa11bb22cc33.css"] && mismatch.root == "/srv/shop/static")
    #expect(
      mismatch.commands == ["cp -p /srv/shop/static/css/app.css /srv/shop/static/css/app.4f2c9a10b7e1.css"])
    #expect(seen.values(ManifestComplete.self).isEmpty)
  }

  @Test func aCompleteBuildThatTheApplicationStartedWithIsNoFault() async throws {
    var server = try server()
    server.machine.add("/srv/shop/static/staticfiles.json", text: Self.django("css/app.4f2c9a10b7e1.css"))
    server.machine.add("/srv/shop/static/css/app.4f2c9a10b7e1.css", text: "body {}")
    server.date("/srv/shop/static/staticfiles.json", secondsAgo: 7200)
    let seen = await server.observations(of: ManifestProbe.self).filter { $0.probe == ManifestProbe.id }
    #expect(seen.map(\.kind) == [ManifestComplete.fact.kind])
    #expect(seen.values(ManifestComplete.self).map(\.entries) == [1])
  }

  @Test func aBuildThatTheProcessHasNotReadIsTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/static/staticfiles.json", text: Self.django("css/app.4f2c9a10b7e1.css"))
    server.machine.add("/srv/shop/static/css/app.4f2c9a10b7e1.css", text: "body {}")
    server.date("/srv/shop/static/staticfiles.json", secondsAgo: 600)
    let newer = try #require(
      await server.observations(of: ManifestProbe.self).values(ManifestNewerThanProcess.self).first)
    #expect(newer.seconds == 3000 && newer.process == "gunicorn (200)" && newer.tool == "django")
  }

  @Test func aBuildThatNginxDoesNotHaveIsTold() async throws {
    var server = try server(reader: "/var/www/shop/static")
    server.machine.add("/srv/shop/static/staticfiles.json", text: Self.django("css/app.4f2c9a10b7e1.css"))
    server.machine.add("/srv/shop/static/css/app.4f2c9a10b7e1.css", text: "body {}")
    server.machine.add("/var/www/shop/static/staticfiles.json", text: Self.django("css/app.aa11bb22cc33.css"))
    server.machine.add("/var/www/shop/static/css/app.aa11bb22cc33.css", text: "body {}")
    server.date("/srv/shop/static/staticfiles.json", secondsAgo: 7200)
    server.date("/var/www/shop/static/staticfiles.json", secondsAgo: 90_000)
    let seen = await server.observations(of: ManifestProbe.self)
    let outdated = try #require(seen.values(ManifestOutdated.self).first)
    #expect(outdated.newer == .application && outdated.seconds == 82_800)
    #expect(outdated.manifest == "/srv/shop/static/staticfiles.json")
    #expect(outdated.served == "/var/www/shop/static/staticfiles.json")
    #expect(outdated.missing == ["css/app.4f2c9a10b7e1.css"])
    let unserved = try #require(seen.values(ManifestUnserved.self).first)
    #expect(unserved.reader == "/var/www/shop/static" && unserved.root == "/srv/shop/static")
    #expect(unserved.count == 1 && unserved.missing == ["css/app.4f2c9a10b7e1.css"])
    #expect(seen.values(ManifestMismatch.self).isEmpty)
  }

  @Test func aManifestOfAnOlderToolIsALeftover() async throws {
    var server = try server()
    server.machine.add(
      "/srv/shop/static/asset-manifest.json", text: #"{"files": {"main.js": "/static/js/main.0a1b2c3d.js"}}"#)
    server.machine.add("/srv/shop/static/manifest.json", text: #"{"src/main.js": {"file": "js/main-9f8e7d6c.js"}}"#)
    server.machine.add("/srv/shop/static/js/main-9f8e7d6c.js", text: "start()")
    server.date("/srv/shop/static/manifest.json", secondsAgo: 7200)
    let seen = await server.observations(of: ManifestProbe.self)
    let leftover = try #require(seen.values(ManifestLeftover.self).first)
    #expect(leftover.manifest == "/srv/shop/static/asset-manifest.json" && leftover.count == 1)
    #expect(leftover.rival == "/srv/shop/static/manifest.json")
    #expect(seen.values(ManifestMismatch.self).isEmpty && seen.values(ManifestComplete.self).map(\.tool) == ["vite"])
  }
}
