import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Mounts of the machine itself: those that do not answer, and those that are expected and not there.
@Suite struct MountsProbeHostTests {
  private func server() throws -> RecordedServer {
    var server = RecordedServer()
    server.machine.add(directory: "/srv/shop/media", uid: 1000)
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"])
    server.runShopNginx("alias /srv/shop/media/;")
    return server
  }

  @Test func aMountThatDoesNotAnswerIsStalled() async throws {
    var server = try server()
    server.mount("2 1 0:60 / /srv/shop/media rw,relatime - nfs4 files.example:/media rw,hard\n")
    server.machine.stalledMounts = [Place("/srv/shop/media")]
    let seen = await server.observations(of: MountsProbe.self)
    let stalled = try #require(seen.values(MountStalled.self).first)
    #expect(stalled.point == "/srv/shop/media" && stalled.source == "files.example:/media" && stalled.type == "nfs4")
    #expect(seen.filter { $0.isOf(MountStalled.self) }.map { $0.subject[.route] } == ["media"])
  }

  @Test func aLineOfFstabExpectsAMount() async throws {
    var server = try server()
    server.machine.add(
      "/etc/fstab",
      text: "/dev/sda1 / ext4 defaults 0 1\n# uploads\nfiles.example:/media /srv/shop/media nfs4 _netdev 0 0\n")
    let seen = await server.observations(of: MountsProbe.self)
    let missing = try #require(seen.values(MountMissing.self).first)
    #expect(missing.expectedBy == "/etc/fstab:3" && missing.source == "files.example:/media")
    #expect(missing.point == "/srv/shop/media" && missing.commands == ["mount /srv/shop/media"])
    #expect(seen.map { $0.subject[.route] } == ["media"])
    server.mount("2 1 0:60 / /srv/shop/media rw,relatime - nfs4 files.example:/media rw,hard\n")
    #expect(await server.observations(of: MountsProbe.self).isEmpty, "it is mounted now")
  }

  @Test(arguments: [
    "files.example:/media /srv/shop/media nfs4 noauto 0 0", "/dev/sdb1 /srv/other ext4 defaults 0 2",
    "#/dev/sdb1 /srv/shop/media ext4 defaults 0 2", "/dev/sdb1 none swap sw 0 0",
  ])
  func otherLinesExpectNothing(line: String) async throws {
    var server = try server()
    server.machine.add("/etc/fstab", text: line + "\n")
    #expect(await server.observations(of: MountsProbe.self).isEmpty)
  }

  @Test func aWantedMountUnitExpectsAMount() async throws {
    var server = try server()
    let unit: FilePath = "/etc/systemd/system/srv-shop-media.mount"
    server.machine.add(unit, text: "[Mount]\nWhat=/dev/sdb1\nWhere=/srv/shop/media\nType=xfs\n")
    #expect(await server.observations(of: MountsProbe.self).isEmpty, "nothing wants it")
    server.machine.add(
      link: "/etc/systemd/system/multi-user.target.wants/srv-shop-media.mount", to: "../srv-shop-media.mount")
    let missing = try await #require(server.observations(of: MountsProbe.self).values(MountMissing.self).first)
    #expect(missing.expectedBy == unit.string && missing.source == "/dev/sdb1" && missing.point == "/srv/shop/media")
    #expect(missing.commands == ["mount -t xfs /dev/sdb1 /srv/shop/media"])
  }

  @Test func aServiceWithATemporaryDirectoryOfItsOwnWritesToAnotherOne() async throws {
    var server = RecordedServer()
    server.machine.add("/etc/systemd/system/shop.service", text: "[Service]\nPrivateTmp=yes\n")
    server.machine.add("/proc/200/cgroup", text: "0::/system.slice/shop.service\n")
    server.machine.add(directory: "/tmp/media", uid: 1000)
    server.machine.add("/tmp/systemd-private-1f0c/tmp/media/a.jpg", text: "picture", uid: 1000)
    try server.runGunicorn(["MEDIA_ROOT": "/tmp/media", "MEDIA_URL": "/media/"])
    server.runShopNginx("alias /tmp/media/;")
    let root = "700 600 8:1 / / rw - ext4 /dev/sda1 rw\n"
    server.separate(200, mounts: root + "701 700 8:1 /tmp/systemd-private-1f0c/tmp /tmp rw - ext4 /dev/sda1 rw\n")
    server.machine.bind("/", at: Place("/", in: .process(200)))
    server.machine.bind("/tmp/systemd-private-1f0c/tmp", at: Place("/tmp", in: .process(200)))
    let seen = await server.observations(of: MountsProbe.self)
    let other = try #require(seen.values(RootSandboxed.self).first)
    #expect(other.effect == .otherDirectory && other.path == "/tmp/media" && other.directive == "PrivateTmp=yes")
    #expect(other.process == "gunicorn (pid 200)" && other.unit == "/etc/systemd/system/shop.service")
    #expect(seen.values(MountNotShared.self).isEmpty)
  }
}
