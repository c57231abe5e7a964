import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Patterns over directories of uploads and of built files, on recorded machines.
@Suite struct TreeProbeTests {
  private func server(_ environment: [String: String] = [:]) throws -> RecordedServer {
    var server = RecordedServer()
    server.machine.add("/srv/shop/package.json", text: "{\"scripts\": {\"build\": \"vite build\"}}")
    try server.runGunicorn(environment)
    server.runNginx(
      """
      server {
          listen 80;
          server_name shop.example;
          location /media/ { alias /srv/shop/media/; }
          location /static/ { alias /srv/shop/dist/; }
          location / { proxy_pass http://127.0.0.1:8000; }
      }
      """)
    return server
  }

  private func state(of root: String, _ seen: [Observation]) -> TreeState? {
    seen.values(TreeState.self).first { $0.root == root }
  }

  @Test func theStateOfEachDirectoryIsTold() async throws {
    var server = try server()
    server.machine.add(directory: "/srv/shop/media")
    server.machine.add("/srv/shop/dist/app.css", text: "a{}")
    let seen = await server.observations(of: TreeProbe.self)
    #expect(state(of: "/srv/shop/media", seen)?.state == .empty)
    #expect(state(of: "/srv/shop/dist", seen)?.state == .filled && state(of: "/srv/shop/dist", seen)?.files == 1)
    #expect(seen.allSatisfy { $0.isOf(TreeState.self) }, "nothing is wrong with them")
  }

  @Test func aDirectoryThatIsNotThereOrNoneIsTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/media", text: "a file")
    let seen = await server.observations(of: TreeProbe.self)
    #expect(state(of: "/srv/shop/media", seen)?.state == .notADirectory)
    #expect(state(of: "/srv/shop/dist", seen)?.state == .absent)
    #expect(seen.values(TreeSourcesPresent.self).isEmpty)
  }

  @Test func severalUploadsWithoutContentAreTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/media/a.jpg", text: "")
    server.machine.add("/srv/shop/media/good.jpg", text: "picture")
    #expect(await server.observations(of: TreeProbe.self).values(TreeEmptyFiles.self).isEmpty, "one may be meant")
    server.machine.add("/srv/shop/media/b.jpg", text: "")
    let empty = try await #require(server.observations(of: TreeProbe.self).values(TreeEmptyFiles.self).first)
    #expect(empty.count == 2 && empty.example == "/srv/shop/media/a.jpg" && empty.folder == "/srv/shop/media")
  }

  @Test func aLinkThatLeadsNowhereIsTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/media/a.jpg", text: "picture")
    server.machine.add(link: "/srv/shop/media/good.jpg", to: "a.jpg")
    server.machine.add(link: "/srv/shop/media/old.jpg", to: "/mnt/archive/old.jpg")
    let links = await server.observations(of: TreeProbe.self).values(TreeDanglingLinks.self)
    #expect(links.map(\.link) == ["/srv/shop/media/old.jpg"] && links.first?.target == "/mnt/archive/old.jpg")
  }

  @Test func sourcesOfABuildThatWasNeverMadeAreTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/src/app.js", text: "start()")
    let sources = try await #require(server.observations(of: TreeProbe.self).values(TreeSourcesPresent.self).first)
    #expect(sources.root == "/srv/shop/dist" && sources.sources == "/srv/shop/src")
    #expect(sources.commands == ["cd /srv/shop && npm run build"] && sources.command == sources.commands.first)
  }

  @Test func aDjangoProjectIsCollectedByItsOwnPython() async throws {
    var server = try server(["STATIC_ROOT": "/srv/shop/dist", "STATIC_URL": "/static/"])
    server.machine.add("/srv/shop/manage.py", text: "#!/usr/bin/env python\n")
    server.machine.add("/srv/shop/cart/static/cart.css", text: "a{}")
    let sources = try await #require(server.observations(of: TreeProbe.self).values(TreeSourcesPresent.self).first)
    #expect(sources.command == "cd /srv/shop && /srv/shop/venv/bin/python3 manage.py collectstatic --noinput")
    #expect(sources.sources == "/srv/shop/cart/static" && sources.commands.count == 2)
  }

  @Test func aBuildThatIsOlderThanItsSourcesIsTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/src/app.css", text: "a { color: red }")
    server.machine.add("/srv/shop/dist/app.css", text: "a { color: blue }")
    server.date("/srv/shop/src/app.css", secondsAgo: 100)
    server.date("/srv/shop/dist/app.css", secondsAgo: 4000)
    let older = try await #require(server.observations(of: TreeProbe.self).values(TreeBuiltOlder.self).first)
    #expect(older.file == "app.css" && older.seconds == 3900 && older.sources == "/srv/shop/src")
    #expect(older.source == "/srv/shop/src/app.css" && older.built == "/srv/shop/dist/app.css")
    #expect(older.root == "/srv/shop/dist" && older.commands == ["cd /srv/shop && npm run build"])
  }

  @Test(arguments: [("a { color: blue }", 100), ("a { color: red }", 8000)])
  func aBuildThatIsEqualOrNewerIsNotOld(source: String, secondsAgo: Int) async throws {
    var server = try server()
    server.machine.add("/srv/shop/src/app.css", text: source)
    server.machine.add("/srv/shop/dist/app.css", text: "a { color: blue }")
    server.date("/srv/shop/src/app.css", secondsAgo: secondsAgo)
    server.date("/srv/shop/dist/app.css", secondsAgo: 4000)
    #expect(await server.observations(of: TreeProbe.self).values(TreeBuiltOlder.self).isEmpty)
  }

  @Test(arguments: [
    ("/srv/shop/dist", TreeRootsOverlap.Kind.same), ("/srv/shop/dist/uploads", .mediaInside), ("/srv/shop/media", nil),
  ])
  func uploadsAmongBuiltFilesAreTold(media: String, kind: TreeRootsOverlap.Kind?) async throws {
    var server = try server([
      "STATIC_ROOT": "/srv/shop/dist", "STATIC_URL": "/static/", "MEDIA_ROOT": media, "MEDIA_URL": "/media/",
    ])
    server.machine.add(directory: FilePath(media), uid: 1000)
    let seen = await server.observations(of: TreeProbe.self)
    let overlap = seen.values(TreeRootsOverlap.self)
    #expect(overlap.map(\.kind) == (kind.map { [$0] } ?? []))
    #expect(overlap.allSatisfy { $0.media == media && $0.static == "/srv/shop/dist" })
    #expect(seen.filter { $0.isOf(TreeRootsOverlap.self) }.allSatisfy { $0.subject[.route] == "media" })
  }
}
