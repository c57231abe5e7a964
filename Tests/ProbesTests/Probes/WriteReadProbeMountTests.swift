import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Whether uploads last and can be stored, by what is mounted where they go, on recorded machines.
@Suite struct WriteReadProbeMountTests {
  /// gunicorn as the service shop, whose uploads go to /srv/shop/media.
  private func server() throws -> RecordedServer {
    var server = RecordedServer()
    server.machine.add(directory: "/srv/shop/media", uid: 1000, gid: 1000)
    server.machine.add("/proc/200/cgroup", text: "0::/system.slice/shop.service\n")
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"])
    return server
  }

  private func contained(mounts: String) throws -> RecordedServer {
    var server = try server()
    server.contain(200, mounts: mounts) { $0.add(directory: "/srv/shop/media", uid: 1000, gid: 1000) }
    return server
  }

  private static let compose = """
    services:
      app:
        environment: {MEDIA_ROOT: /srv/shop/media, MEDIA_URL: /media/}
        tmpfs:
          - /srv/shop/media
    """

  @Test func uploadsOnAContainersLayerEndWithIt() async throws {
    var server = try contained(mounts: "")
    server.machine.add(
      "/srv/shop/compose.yaml", text: Self.compose.split(separator: "\n").prefix(3).joined(separator: "\n"))
    let layer = try await #require(
      server.observations(of: WriteReadProbe.self).values(RootOnContainerLayer.self).first)
    #expect(layer.path == "/srv/shop/media" && layer.container == "docker" && layer.setting == "MEDIA_ROOT")
    #expect(layer.compose == "/srv/shop/compose.yaml:2")
    #expect(layer.commands?.contains("docker compose -f /srv/shop/compose.yaml up -d app") == true)
  }

  @Test func uploadsOnANamedVolumeLast() async throws {
    let server = try contained(
      mounts: "701 700 8:1 /var/lib/docker/volumes/shop_media/_data /srv/shop/media rw - ext4 /dev/sda1 rw\n")
    let seen = await server.observations(of: WriteReadProbe.self)
    #expect(seen.values(RootWritable.self).count == 1 && seen.values(PathAllowed.self).count == 1 && seen.count == 2)
  }

  @Test func uploadsInMemoryEndWithTheNextRestart() async throws {
    var server = try contained(mounts: "701 700 0:70 / /srv/shop/media rw - tmpfs tmpfs rw,size=65536k\n")
    server.machine.add("/srv/shop/compose.yaml", text: Self.compose)
    let memory = try await #require(server.observations(of: WriteReadProbe.self).values(RootInMemory.self).first)
    #expect(memory.type == "tmpfs" && memory.mount == "/srv/shop/media" && memory.path == "/srv/shop/media")
    #expect(memory.compose == "/srv/shop/compose.yaml:5")
    #expect(memory.commands?.contains { $0.hasPrefix("sed -i") && $0.hasSuffix(" /srv/shop/compose.yaml") } == true)
  }

  @Test(arguments: [
    ("rw,relatime", "ro", "defaults" as String?, RootReadOnly.Level.filesystem, RootReadOnly.Expected.rw),
    ("ro,relatime", "rw", "ro", .mount, .ro), ("ro,relatime", "rw", nil, .mount, .unknown),
  ])
  func aMountThatIsReadOnlyRefusesUploads(
    options: String, own: String, fstab: String?, level: RootReadOnly.Level, expected: RootReadOnly.Expected
  ) async throws {
    var server = try server()
    server.mount("2 1 8:17 / /srv/shop/media \(options) - ext4 /dev/sdb1 \(own)\n")
    if let fstab { server.machine.add("/etc/fstab", text: "# media\n/dev/sdb1 /srv/shop/media ext4 \(fstab) 0 2\n") }
    let seen = await server.observations(of: WriteReadProbe.self)
    let locked = try #require(seen.values(RootReadOnly.self).first)
    #expect(locked.level == level && locked.expected == expected && locked.mount == "/srv/shop/media")
    #expect(locked.source == (fstab == nil ? "" : "/etc/fstab:2") && locked.path == "/srv/shop/media")
    #expect(locked.commands == ["mount -o remount,rw /srv/shop/media"] && seen.values(RootWritable.self).isEmpty)
  }

  @Test func aServicesOwnNamespaceMayLockADirectory() async throws {
    var server = try server()
    server.machine.add("/etc/systemd/system/shop.service", text: "[Service]\nProtectSystem=strict\n")
    server.separate(200, mounts: "700 600 8:1 / / ro,relatime - ext4 /dev/sda1 rw\n")
    server.machine.bind("/", at: Place("/", in: .process(200)))
    let locked = try await #require(server.observations(of: WriteReadProbe.self).values(RootSandboxed.self).first)
    #expect(
      locked.effect == .readOnly && locked.path == "/srv/shop/media" && locked.directive == "ProtectSystem=strict")
    #expect(locked.unit == "/etc/systemd/system/shop.service" && locked.process == "gunicorn (pid 200)")
    #expect(locked.commands?.first?.contains("ReadWritePaths=/srv/shop/media") == true)
    #expect(locked.commands?.last == "systemctl daemon-reload && systemctl restart shop.service")
  }

  @Test(arguments: [
    ("ProtectSystem=strict", RootSandboxDeclared.Effect.readOnly), ("InaccessiblePaths=-/srv/shop", .otherDirectory),
    ("ProtectSystem=strict\nReadWritePaths=/srv/shop/media", nil), ("ProtectSystem=full", nil),
  ])
  func aUnitMayDeclareWhatIsNotOursToSee(lines: String, effect: RootSandboxDeclared.Effect?) async throws {
    var server = try server()
    server.machine.add("/etc/systemd/system/shop.service", text: "[Service]\n\(lines)\n")
    server.machine.files[Place("/proc/200/ns/mnt")] = nil
    let declared = await server.observations(of: WriteReadProbe.self).values(RootSandboxDeclared.self)
    #expect(declared.map(\.effect) == (effect.map { [$0] } ?? []))
    #expect(declared.allSatisfy { $0.directive == lines && $0.unit == "/etc/systemd/system/shop.service" })
  }
}
