import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Space, inodes and quotas where files are written, on recorded machines.
@Suite struct DiskProbeTests {
  private static let mebibyte = 1 << 20

  /// The shop, whose uploads go to a file system of their own with this space; all else has plenty.
  private func server(_ media: Space, type: String = "ext4") throws -> RecordedServer {
    var server = RecordedServer()
    server.mount("2 1 8:17 / /srv/shop/media rw,relatime - \(type) /dev/sdb1 rw\n")
    server.machine.add(directory: "/srv/shop/media", uid: 1000, gid: 1000)
    server.machine.add("/srv/shop/media/export.zip", text: "archive")
    server.machine.files[Place("/srv/shop/media/export.zip")]?.status.allocated = 700 * Self.mebibyte
    for path in ["/srv/shop/media", "/srv/shop/media/export.zip"] as [FilePath] {
      server.machine.files[Place(path)]?.status.device = 2065
    }
    server.machine.add(directory: "/var/lib/nginx/body", mode: 0o700, uid: 33)
    server.machine.spaces[Place("/")] = Space(
      total: 40_000 * Self.mebibyte, free: 20_000 * Self.mebibyte, available: 18_000 * Self.mebibyte,
      inodes: 2_000_000, freeInodes: 1_500_000)
    server.machine.spaces[Place("/srv/shop/media")] = media
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"])
    server.runShopNginx("alias /srv/shop/media/;")
    return server
  }

  private let roomy = Space(
    total: 1000 * mebibyte, free: 500 * mebibyte, available: 450 * mebibyte, inodes: 64_000, freeInodes: 60_000)

  private func media(_ server: RecordedServer) async throws -> DiskSpace {
    try #require(await server.observations(of: DiskProbe.self).values(DiskSpace.self).first { $0.for == .media })
  }

  @Test func spaceThatIsLeftIsAllRight() async throws {
    let seen = try await server(roomy).observations(of: DiskProbe.self)
    let spaces = seen.values(DiskSpace.self)
    #expect(Set(spaces.map(\.for)) == [.media, .nginxTemp, .appTemp] && spaces.allSatisfy { $0.state == .ok })
    #expect(spaces.allSatisfy { $0.cure.isEmpty && $0.largest == nil })
    #expect(seen.values(DiskInodes.self).allSatisfy { $0.state == .ok })
    #expect(seen.values(DiskQuota.self).isEmpty && seen.values(DiskDeletedOpen.self).isEmpty)
  }

  @Test func aFullDiskIsToldWithItsLargestFile() async throws {
    let space = try await media(server(Space(total: 1000 * Self.mebibyte, free: 8192, available: 8192), type: "xfs"))
    #expect(space.state == .full && space.mount == "/srv/shop/media" && space.percent == 100 && space.available == 8192)
    #expect(space.largest == "/srv/shop/media/export.zip (734 MB)" && !space.reserved)
    #expect(space.cure == ["mv /srv/shop/media/export.zip /var/tmp/"])
  }

  @Test func whatIsReservedForRootIsNotForTheApplication() async throws {
    let full = Space(total: 1000 * Self.mebibyte, free: 50 * Self.mebibyte, available: 0)
    let space = try await media(server(full))
    #expect(space.state == .full && space.reserved && space.cure == ["tune2fs -m 1 /dev/sdb1"])
    var server = try server(full)
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"], uid: 0)
    #expect(try await media(server).state != .full)
  }

  @Test func aDiskThatIsAlmostFullIsToldWithItsPace() async throws {
    var server = try server(
      Space(total: 1000 * Self.mebibyte, free: 40 * Self.mebibyte, available: 40 * Self.mebibyte), type: "xfs")
    server.date("/srv/shop/media/export.zip", secondsAgo: 400 * 86_400)
    for day in 0..<7 {
      let path = FilePath("/srv/shop/media/\(day).jpg")
      server.machine.add(path, text: "picture")
      server.machine.files[Place(path)]?.status.device = 2065
      server.machine.files[Place(path)]?.status.allocated = 4 * Self.mebibyte
      server.date(path, secondsAgo: day * 86_400 + 600)
    }
    let space = try await media(server)
    #expect(space.state == .nearlyFull && space.percent == 96)
    #expect(space.rate?.contains("7 files of the last 7 days") == true && space.rate?.contains("about 10 days") == true)
  }

  @Test func exhaustedInodesAreToldWithTheCrowdedDirectory() async throws {
    var server = try server(
      Space(
        total: 1000 * Self.mebibyte, free: 500 * Self.mebibyte, available: 450 * Self.mebibyte, inodes: 64,
        freeInodes: 0))
    for number in 0..<5 { server.machine.add(FilePath("/srv/shop/media/cache/\(number).tmp"), text: "") }
    let inodes = try #require(
      await server.observations(of: DiskProbe.self).values(DiskInodes.self).first { $0.for == .media })
    #expect(inodes.state == .exhausted && inodes.free == 0 && inodes.total == 64)
    #expect(inodes.crowded == "/srv/shop/media/cache (5 entries)")
    #expect(inodes.cure?.first?.hasPrefix("tar -C /srv/shop/media/cache -cf /var/tmp/cache.tar") == true)
  }

  @Test func aDeletedFileThatIsHeldOpenOnAFullDiskIsTold() async throws {
    var server = try server(Space(total: 1000 * Self.mebibyte, free: 0, available: 0), type: "xfs")
    server.run(300, ["/usr/bin/python3", "/srv/shop/worker.py"], name: "worker", uid: 1000)
    server.machine.add(link: "/proc/300/fd/7", to: "/srv/shop/media/old.log (deleted)")
    server.machine.files[Place("/proc/300/fd/7")]?.status = FileStatus(
      kind: .regular, mode: 0o644, device: 2065, allocated: 300 * Self.mebibyte, links: 0)
    let held = try #require(await server.observations(of: DiskProbe.self).values(DiskDeletedOpen.self).first)
    #expect(held.path == "/srv/shop/media/old.log" && held.bytes == 300 * Self.mebibyte && held.pid == 300)
    #expect(held.program == "worker" && held.mount == "/srv/shop/media" && held.cure == [": > /proc/300/fd/7"])
  }

  @Test(arguments: [
    (Quota.Kind.user, UInt32(1000), DiskQuota.Kind.user, "setquota -u 1000 0 204800 0 0 /srv/shop/media"),
    (.group, 1000, .group, "setquota -g 1000 0 204800 0 0 /srv/shop/media"),
    (.project, 42, .project, "setquota -P 42 0 204800 0 0 /srv/shop/media"),
  ])
  func anExceededQuotaIsTold(kind: Quota.Kind, id: UInt32, told: DiskQuota.Kind, cure: String) async throws {
    var server = try server(roomy)
    let used = 100 * Self.mebibyte - 1000
    server.machine.limits[Place("/srv/shop/media")] = [
      Quota(kind: kind, id: id, space: .init(used: used, hard: 100 * Self.mebibyte), bindsRoot: false)
    ]
    let quota = try #require(await server.observations(of: DiskProbe.self).values(DiskQuota.self).first)
    #expect(quota.state == .exceeded && quota.kind == told && quota.resource == .space && quota.used == used)
    #expect(quota.limit == 100 * Self.mebibyte && quota.path == "/srv/shop/media" && quota.cure == [cure])
  }

  @Test func aQuotaWithRoomOrOfAnotherUserRefusesNothing() async throws {
    var server = try server(roomy)
    server.machine.limits[Place("/srv/shop/media")] = [
      Quota(kind: .user, id: 1000, space: .init(used: 0, hard: 0), files: .init(used: 5, hard: 10), bindsRoot: false),
      Quota(kind: .user, id: 33, space: .init(used: 9000, hard: 9000), bindsRoot: false),
    ]
    let quotas = await server.observations(of: DiskProbe.self).values(DiskQuota.self)
    #expect(quotas.map(\.state) == [.ok] && quotas.first?.resource == .files && quotas.first?.shown == "10 files")
  }

  @Test(arguments: [(false, DiskQuota.State.ok), (true, .exceeded)])
  func rootIsBoundByAQuotaOnlyWhereTheFileSystemSaysSo(bindsRoot: Bool, state: DiskQuota.State) async throws {
    var server = try server(roomy)
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"], uid: 0)
    server.machine.limits[Place("/srv/shop/media")] = [
      Quota(kind: .project, id: 42, space: .init(used: 5000, hard: 5000), bindsRoot: bindsRoot)
    ]
    #expect(await server.observations(of: DiskProbe.self).values(DiskQuota.self).map(\.state) == [state])
  }
}
