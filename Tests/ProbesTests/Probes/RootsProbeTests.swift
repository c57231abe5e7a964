import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// What reports carry of directories and builds so that others can be held against them, on recorded machines.
@Suite struct RootsProbeTests {
  private func server() throws -> RecordedServer {
    var server = RecordedServer()
    server.machine.add("/proc/sys/kernel/random/boot_id", text: "7d3c1b52-3f0e-4c57-9a5e-0d2f6d3f8a11\n")
    server.machine.add(directory: "/srv/shop/media", uid: 1000, gid: 1000)
    server.machine.add("/srv/shop/media/2027/a.jpg", text: "picture", mode: 0o640, uid: 1000, gid: 33)
    server.date("/srv/shop/media/2027/a.jpg", secondsAgo: 60)
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"])
    server.runShopNginx("alias /srv/shop/media/;")
    return server
  }

  @Test func writerAndReaderAreToldWithTheirIdentities() async throws {
    let server = try server()
    let roots = await server.observations(of: RootsProbe.self).values(RootSeen.self)
    #expect(roots.map(\.side) == [.writer, .reader] && roots.allSatisfy { $0.path == "/srv/shop/media" })
    let writer = try #require(roots.first)
    #expect(writer.program == "gunicorn" && writer.uid == 1000 && writer.gids == [1000, 1000])
    #expect(writer.setting == "MEDIA_ROOT" && writer.kind == "media" && writer.prefix == "/media/")
    #expect(writer.boot == "7d3c1b52-3f0e-4c57-9a5e-0d2f6d3f8a11" && writer.container == "none")
    #expect(writer.point == "/" && writer.source == "/dev/sda1" && writer.volume == "/ of /dev/sda1")
    let reader = try #require(roots.last)
    #expect(reader.program == "nginx" && reader.uid == 33 && reader.setting == nil)
    #expect(reader.inode == writer.inode && reader.device == writer.device)
  }

  @Test func theNewestFilesAreToldWithTheirOwnersAndDigests() async throws {
    var server = try server()
    server.machine.add("/srv/shop/media/2026/old.jpg", text: "picture")
    server.date("/srv/shop/media/2026/old.jpg", secondsAgo: 90_000)
    let roots = await server.observations(of: RootsProbe.self).values(RootSeen.self)
    let root = try #require(roots.first)
    #expect(root.state == .filled && root.isComplete && root.now == server.machine.now)
    // The digest is the beginning of what sha256sum(1) prints.
    #expect(
      root.newest?.count == 2
        && root.newest?.first == "7 \(server.machine.now - 60) 2cea274d0bedc39e 0640 1000:33 2027/a.jpg")
  }

  @Test func whatIsNotThereIsAbsentAndWithoutFiles() async throws {
    var server = try server()
    server.machine.remove("/srv/shop/media")
    let roots = await server.observations(of: RootsProbe.self).values(RootSeen.self)
    #expect(roots.map(\.state) == [.absent, .absent])
    #expect(roots.allSatisfy { $0.inode == nil && $0.newest?.isEmpty != false })
  }

  @Test func volumesAndTheContainerOfADirectoryAreTold() async throws {
    var server = RecordedServer()
    try server.runGunicorn(["MEDIA_ROOT": "/data", "MEDIA_URL": "/media/"])
    server.contain(200, mounts: "701 700 8:1 /var/lib/docker/volumes/shop_media/_data /data rw - ext4 /dev/sda1 rw\n") {
      $0.add(directory: "/data", uid: 1000)
    }
    let root = try await #require(server.observations(of: RootsProbe.self).values(RootSeen.self).first)
    #expect(root.container == "docker" && root.volume == "volume shop_media" && root.state == .empty)
    #expect(root.mountDevice == "8:1" && root.mountRoot == "/var/lib/docker/volumes/shop_media/_data")
  }

  @Test func aBuildIsToldByTheNamesInItsManifest() async throws {
    var server = RecordedServer()
    server.machine.add(
      "/srv/shop/dist/manifest.json",
      text: "{\"src/main.js\": {\"file\": \"assets/main.4f1d0c9e.js\", \"isEntry\": true}}")
    server.machine.add("/srv/shop/dist/assets/main.4f1d0c9e.js", text: "start()")
    server.runNginx("server { listen 80; server_name shop.example; location /static/ { alias /srv/shop/dist/; } }")
    let seen = await server.observations(of: RootsProbe.self)
    let release = try #require(seen.values(ReleaseSeen.self).first)
    #expect(release.manifest == "/srv/shop/dist/manifest.json" && release.tool == "vite")
    #expect(release.paths == ["assets/main.4f1d0c9e.js"] && release.prefix == "/static/" && release.digest.count == 16)
    #expect(seen.values(MountsSeen.self).isEmpty, "the machine has no mount but its root")
  }

  @Test func mountsOfPeoplesFilesAreTold() async throws {
    var server = try server()
    server.mount(
      "2 1 8:17 / /srv/shop/media rw - ext4 /dev/sdb1 rw\n3 1 0:22 / /proc rw - proc proc rw\n")
    let mounts = await server.observations(of: RootsProbe.self).values(MountsSeen.self)
    #expect(mounts.map(\.mounts) == [["8:17 / /srv/shop/media"]])
  }

  @Test func routesOfNoKnownKindAreLeftOut() async throws {
    var server = RecordedServer()
    server.machine.add("/srv/www/index.html", text: "<p>")
    server.runNginx("server { listen 80; root /srv/www; }")
    #expect(await server.observations(of: RootsProbe.self).isEmpty)
  }
}
