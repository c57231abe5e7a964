import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Whether what an application writes is what nginx serves, on recorded machines.
@Suite struct WriteReadProbeTests {
  /// gunicorn that stores uploads as its env file says, with one upload, and nginx with this directive for them.
  private func server(root: String, upload: FilePath, nginx: String, url: String = "/media/") throws
    -> RecordedServer
  {
    var server = RecordedServer()
    server.machine.add("/srv/shop/.env", text: "MEDIA_URL=\(url)\nMEDIA_ROOT=\(root)\n")
    server.date("/srv/shop/.env", secondsAgo: 7200)
    server.machine.add(directory: upload.removingLastComponent(), uid: 1000, gid: 1000)
    server.machine.add(upload, text: "picture", uid: 1000, gid: 1000)
    for folder in ["body", "proxy"] {
      server.machine.add(directory: FilePath("/var/lib/nginx").appending(folder), mode: 0o700, uid: 33)
    }
    try server.runGunicorn(["MEDIA_ROOT": root, "MEDIA_URL": url])
    server.runShopNginx(nginx)
    return server
  }

  @Test func oneDirectoryThatCanBeWrittenIsAllRight() async throws {
    let server = try server(
      root: "/srv/shop/media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/shop/media/;")
    let seen = await server.observations(of: WriteReadProbe.self)
    #expect(seen.values(RootsSame.self).map(\.writer) == ["/srv/shop/media"])
    #expect(seen.values(RootWritable.self).map(\.path) == ["/srv/shop/media"])
    #expect(seen.values(PathAllowed.self).map(\.for) == [.writer, .temp])
    #expect(seen.count == 4, "nothing is wrong with it")
  }

  @Test func aDirectoryThatNginxDoesNotServeIsAnother() async throws {
    let server = try server(root: "/srv/shop/media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/www/media/;")
    let seen = await server.observations(of: WriteReadProbe.self)
    let differ = try #require(seen.values(RootsDiffer.self).first)
    #expect(differ.writer == "/srv/shop/media" && differ.reader == "/srv/www/media" && differ.missing == 1)
    #expect(differ.example == "a.jpg" && differ.setting == "MEDIA_ROOT")
    #expect(differ.file == "/etc/nginx/nginx.conf" && differ.line == 9)
    #expect(
      differ.commands?.first?.hasPrefix("sed -i --follow-symlinks '9s|") == true
        && differ.commands?.first?.contains("' /etc/nginx/nginx.conf && ") == true)
    #expect(seen.values(RootsSame.self).isEmpty)
  }

  @Test func aCopyOfEveryFileLeavesNothingMissing() async throws {
    var server = try server(root: "/srv/shop/media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/www/media/;")
    server.machine.add("/srv/www/media/a.jpg", text: "picture")
    let seen = await server.observations(of: WriteReadProbe.self)
    #expect(seen.values(RootsDiffer.self).isEmpty && seen.values(RootsSame.self).isEmpty)
  }

  @Test func aRelativeRootStartsFromTheWorkingDirectory() async throws {
    let server = try server(root: "media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/www/media/;")
    let relative = try await #require(server.observations(of: WriteReadProbe.self).values(RootRelative.self).first)
    #expect(relative.value == "media" && relative.becomes == "/srv/shop/media" && relative.directory == "/srv/shop")
    #expect(
      relative.reader == "/srv/www/media" && relative.setting == "MEDIA_ROOT" && relative.file == "/srv/shop/.env")
    #expect(
      relative.commands.first?.hasPrefix("sed -i --follow-symlinks '2s|") == true
        && relative.commands.first?.hasSuffix("/srv/www/media|' /srv/shop/.env") == true)
    #expect(relative.commands.dropFirst().first == "cp -an /srv/shop/media/. /srv/www/media/")
  }

  @Test func aRelativeRootThatNginxServesIsNotTold() async throws {
    let server = try server(root: "media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/shop/media/;")
    #expect(await server.observations(of: WriteReadProbe.self).values(RootRelative.self).isEmpty)
  }

  @Test func uploadsInAReleaseGoWithTheNextDeploy() async throws {
    var server = try server(
      root: "/srv/shop/current/media", upload: "/srv/shop/releases/20270110/media/a.jpg",
      nginx: "alias /srv/shop/current/media/;")
    server.machine.add(link: "/srv/shop/current", to: "releases/20270110")
    let release = try await #require(server.observations(of: WriteReadProbe.self).values(RootInRelease.self).first)
    #expect(release.path == "/srv/shop/releases/20270110/media" && release.current == "/srv/shop/current")
    #expect(release.release == "/srv/shop/releases/20270110" && release.shared == "/srv/shop/shared/media")
    #expect(release.setting == "MEDIA_ROOT")
  }

  @Test func uploadsBelowATemporaryDirectoryAreCleanedAway() async throws {
    var server = try server(root: "/tmp/media", upload: "/tmp/media/a.jpg", nginx: "alias /tmp/media/;")
    server.machine.add("/etc/cron.daily/tmpclean", text: "find /tmp -mtime +7 -delete\n", mode: 0o755)
    let temporary = try await #require(server.observations(of: WriteReadProbe.self).values(RootTemporary.self).first)
    #expect(temporary.path == "/tmp/media" && temporary.cleaner == "/etc/cron.daily/tmpclean")
    #expect(temporary.to == "/srv/shop/media" && temporary.setting == "MEDIA_ROOT")
    #expect(temporary.commands.first == "install -d -o 1000 -g 1000 -m 0755 /srv/shop/media")
  }

  @Test func aPrefixThatNginxServesUnderAnotherNameIsUnserved() async throws {
    let server = try server(
      root: "/srv/shop/media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/shop/media/;", url: "/uploads/")
    let unserved = try await #require(server.observations(of: WriteReadProbe.self).values(URLUnserved.self).first)
    #expect(unserved.value == "/uploads/" && unserved.served == "/media/" && unserved.setting == "MEDIA_URL")
    #expect(unserved.root == "/srv/shop/media" && unserved.line == 9)
    #expect(
      unserved.commands.first?.hasPrefix("sed -i --follow-symlinks '9s") == true
        && unserved.commands.first?.contains("/uploads/") == true)
  }

  @Test func aDirectoryOfAnotherUserRefusesTheWriter() async throws {
    var server = try server(
      root: "/srv/shop/media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/shop/media/;")
    server.machine.files[Place("/srv/shop/media")]?.status.uid = 0
    server.machine.files[Place("/srv/shop/media")]?.status.gid = 0
    let seen = await server.observations(of: WriteReadProbe.self)
    let denied = try #require(seen.values(PathDenied.self).first)
    #expect(denied.for == .writer && denied.at == .target && denied.need == .w && denied.by == .other)
    #expect(denied.component == "/srv/shop/media" && denied.uid == 1000 && denied.owner == "root:root")
    #expect(!denied.cure.isEmpty && seen.values(RootWritable.self).isEmpty)
  }

  @Test func aFolderThatTheLogNamesRefusesTheWriter() async throws {
    var server = try server(
      root: "/srv/shop/media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/shop/media/;")
    server.machine.add(directory: "/srv/shop/media/avatars")
    #expect(await server.observations(of: WriteReadProbe.self).values(PathDenied.self).isEmpty, "nobody writes there")
    server.machine.add(link: "/proc/200/fd/2", to: "/var/log/shop/error.log")
    server.machine.add(
      "/var/log/shop/error.log",
      text: "PermissionError: [Errno 13] Permission denied: '/srv/shop/media/avatars/b.jpg'\n")
    let denied = try await #require(server.observations(of: WriteReadProbe.self).values(PathDenied.self).first)
    #expect(denied.component == "/srv/shop/media/avatars" && denied.for == .writer)
  }

  @Test(arguments: [UInt32(0), nil])
  func nginxNeedsItsTemporaryDirectories(owner: UInt32?) async throws {
    var server = try server(
      root: "/srv/shop/media", upload: "/srv/shop/media/a.jpg", nginx: "alias /srv/shop/media/;")
    if let owner {
      server.machine.files[Place("/var/lib/nginx/body")]?.status.uid = owner
    } else {
      server.machine.files[Place("/var/lib/nginx/body")] = nil
    }
    let seen = await server.observations(of: WriteReadProbe.self)
    let denied = try #require(seen.values(PathDenied.self).first)
    #expect(denied.for == .temp && denied.component == "/var/lib/nginx/body" && denied.uid == 33)
    #expect(denied.owner == (owner == nil ? "none" : "root:root"))
    #expect(seen.values(PathAllowed.self).map(\.for) == [.writer])
  }
}
