import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Mounts at and above directories of uploads and of built files, on recorded machines.
@Suite struct MountsProbeTests {
  private static func volume(_ name: String, at point: String) -> String {
    "701 700 8:1 /var/lib/docker/volumes/\(name)/_data \(point) rw - ext4 /dev/sda1 rw\n"
  }

  private let media: FilePath = "/var/lib/docker/volumes/shop_media/_data"

  /// gunicorn in a container with the volume shop_media, nginx in another one with these mounts.
  private func containers(nginxMounts: String, _ record: (inout RecordedMachine) -> Void = { _ in }) throws
    -> RecordedServer
  {
    var server = RecordedServer()
    server.machine.add(media.appending("a.jpg"), text: "picture", uid: 1000)
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"])
    server.contain(200, mounts: Self.volume("shop_media", at: "/srv/shop/media")) {
      $0.add(directory: "/srv/shop/media")
    }
    server.machine.bind(media, at: Place("/srv/shop/media", in: .process(200)))
    server.runShopNginx("alias /srv/media/;")
    server.containNginx(mounts: nginxMounts, record)
    return server
  }

  @Test func oneVolumeInBothContainersIsAllRight() async throws {
    var server = try containers(nginxMounts: Self.volume("shop_media", at: "/srv/media")) {
      $0.add(directory: "/srv/media")
    }
    server.machine.bind(media, at: Place("/srv/media", in: .process(100)))
    #expect(await server.observations(of: MountsProbe.self).isEmpty)
  }

  @Test func anotherVolumeIsNotShared() async throws {
    let server = try containers(nginxMounts: Self.volume("web_media", at: "/srv/media")) {
      $0.add("/srv/media/old.jpg", text: "picture")
    }
    let seen = await server.observations(of: MountsProbe.self)
    let apart = try #require(seen.values(MountNotShared.self).first)
    #expect(apart.readerKind == .otherVolume && apart.reader == "volume web_media" && apart.readerPath == "/srv/media")
    #expect(apart.writer == "volume shop_media" && apart.writerPath == "/srv/shop/media")
    #expect(seen.map { $0.subject[.route] } == ["media"])
  }

  @Test func aReaderWithoutAMountSharesNothing() async throws {
    let server = try containers(nginxMounts: "") { $0.add(directory: "/srv/media") }
    let apart = try await #require(server.observations(of: MountsProbe.self).values(MountNotShared.self).first)
    #expect(apart.readerKind == .nothing && apart.reader == nil && apart.writer == "volume shop_media")
  }

  @Test func aVolumeBesideTheServedDirectoryIsSharedElsewhere() async throws {
    var server = try containers(nginxMounts: Self.volume("shop_media", at: "/var/www/media")) {
      $0.add(directory: "/var/www/media")
      $0.add(directory: "/srv/media")
    }
    server.machine.bind(media, at: Place("/var/www/media", in: .process(100)))
    let seen = await server.observations(of: MountsProbe.self)
    let beside = try #require(seen.values(MountSharedElsewhere.self).first)
    #expect(beside.sharedAt == "/var/www/media" && beside.readerPath == "/srv/media")
    #expect(beside.writerPath == "/srv/shop/media" && beside.file == "/etc/nginx/nginx.conf" && beside.line == 9)
    #expect(beside.commands?.first?.hasPrefix("sed -i --follow-symlinks '9s|") == true)
    #expect(beside.commands?.first?.contains("/var/www/media/") == true)
    #expect(seen.values(MountNotShared.self).isEmpty)
  }

  @Test func aLinkOnTheVolumeMayLeadIntoOneImage() async throws {
    var server = try containers(nginxMounts: Self.volume("shop_media", at: "/srv/media")) {
      $0.add(directory: "/srv/media")
    }
    server.machine.add(link: media.appending("logo.png"), to: "/app/assets/logo.png")
    server.machine.bind(media, at: Place("/srv/media", in: .process(100)))
    server.machine.bind(media, at: Place("/srv/shop/media", in: .process(200)))
    server.machine.add("/app/assets/logo.png", text: "logo")
    for folder in ["/app", "/app/assets", "/app/assets/logo.png"] as [FilePath] {
      server.machine.bind(folder, at: Place(folder, in: .process(200)))
    }
    let link = try await #require(server.observations(of: MountsProbe.self).values(MountLinkIntoImage.self).first)
    #expect(link.link == "/srv/media/logo.png" && link.target == "/app/assets/logo.png")
  }

  @Test func aMountCoversFilesOfTheImage() async throws {
    var server = try containers(nginxMounts: "")
    server.machine.add("/var/lib/docker/overlay2/image/diff/srv/shop/media/default.png", text: "picture")
    let hidden = try await #require(server.observations(of: MountsProbe.self).values(MountHidesFiles.self).first)
    #expect(hidden.hidden == 1 && hidden.example == "default.png" && hidden.point == "/srv/shop/media")
    #expect(hidden.path == "/srv/shop/media" && hidden.source == media.string)
  }

  @Test func aNamedVolumeKeepsTheBuildOfAnOlderImage() async throws {
    var server = RecordedServer()
    try server.runGunicorn(["STATIC_ROOT": "/srv/shop/static", "STATIC_URL": "/static/"])
    server.contain(200, mounts: Self.volume("shop_static", at: "/srv/shop/static")) {
      $0.add("/srv/shop/static/app.3f2a9c1b.css", text: "old")
    }
    server.machine.add("/var/lib/docker/overlay2/image/diff/srv/shop/static/app.8d41e07a.css", text: "new")
    let seen = await server.observations(of: MountsProbe.self)
    let stale = try #require(seen.values(MountStaleVolume.self).first)
    #expect(stale.volume == "volume shop_static" && stale.example == "app.8d41e07a.css")
    #expect(
      stale.commands == [
        "cp -a /var/lib/docker/overlay2/image/diff/srv/shop/static/. /proc/200/root/srv/shop/static/"
      ])
    #expect(seen.values(MountHidesFiles.self).isEmpty)
  }

  @Test func anEmptyVolumeIsMountedWhereABuildIsExpected() async throws {
    var server = RecordedServer()
    server.runNginx("server { listen 80; server_name shop.example; location /static/ { alias /srv/static/; } }")
    server.containNginx(mounts: Self.volume("shop_static", at: "/srv/static")) { $0.add(directory: "/srv/static") }
    let seen = await server.observations(of: MountsProbe.self)
    let empty = try #require(seen.values(MountEmptyVolume.self).first)
    #expect(empty.point == "/srv/static" && empty.path == "/srv/static" && empty.volume == "volume shop_static")
    server.machine.files[Place("/srv/static/a.css", in: .process(100))] = .init(FileStatus(kind: .regular, mode: 0o644))
    #expect(await server.observations(of: MountsProbe.self).isEmpty)
  }

  @Test func aSingleMountedFileWhoseSourceWasReplacedIsTheOldOne() async throws {
    var server = RecordedServer()
    server.runNginx("server { listen 80; root /srv/static; }")
    server.containNginx(
      mounts: "702 700 8:1 /srv/shop/nginx.conf//deleted /etc/nginx/nginx.conf rw - ext4 /dev/sda1 rw\n")
    let replaced = try await #require(server.observations(of: MountsProbe.self).values(MountSourceReplaced.self).first)
    #expect(replaced.point == "/etc/nginx/nginx.conf" && replaced.source == "/srv/shop/nginx.conf//deleted")
    #expect(replaced.container == "docker")
  }
}
