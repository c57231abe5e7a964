import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// What compose files say of containers, on recorded machines.
@Suite struct ComposeProbeTests {
  private static let file = """
    services:
      app:
        image: shop/app
        environment:
          MEDIA_ROOT: /srv/shop/media
          MEDIA_URL: /media/
          STORAGE_BACKEND: local
        volumes:
          - media:/srv/shop/media
      web:
        image: nginx:1.22
        volumes: ["media:/srv/media:ro"]
    volumes:
      media: {}
    """
  private static let mediaMount =
    "701 700 8:1 /var/lib/docker/volumes/shop_media/_data /srv/shop/media rw - ext4 /dev/sda1 rw\n"

  private func server(_ compose: String, mounts: String = mediaMount) throws -> RecordedServer {
    var server = RecordedServer()
    server.machine.add("/srv/shop/compose.yaml", text: compose)
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/", "STORAGE_BACKEND": "local"])
    server.contain(200, mounts: mounts) { $0.add(directory: "/srv/shop/media", uid: 1000) }
    return server
  }

  @Test func theServiceOfARunningContainerIsFound() async throws {
    let seen = try await server(Self.file).observations(of: ComposeProbe.self)
    let found = try #require(seen.values(ComposeFound.self).first)
    #expect(found.files == ["/srv/shop/compose.yaml"] && found.project == "shop" && found.services == ["app", "web"])
    let service = try #require(seen.values(Facts.ComposeService.self).first)
    #expect(service.service == "app" && service.file == "/srv/shop/compose.yaml" && service.line == 2)
    #expect(service.process == "gunicorn (200)" && service.mounts == ["media:/srv/shop/media"])
    #expect(seen.count == 2, "nothing is wrong with it")
  }

  @Test func aMountThatTheContainerLacksIsMissing() async throws {
    let seen = try await server(Self.file, mounts: "").observations(of: ComposeProbe.self)
    let missing = try #require(seen.values(MountMissing.self).first)
    #expect(missing.point == "/srv/shop/media" && missing.source == "media" && missing.path == "/srv/shop/media")
    #expect(missing.expectedBy == "/srv/shop/compose.yaml:9")
    #expect(missing.commands == ["docker compose -f /srv/shop/compose.yaml up -d app"])
    #expect(seen.first { $0.isOf(MountMissing.self) }?.subject[.route] == "media")
  }

  @Test func variablesWithoutAValueAreUnset() async throws {
    var server = try server("services:\n  app:\n    image: ${REGISTRY}/app:${TAG:-7}\n    user: $OWNER\n")
    server.machine.add("/srv/shop/.env", text: "OWNER=1000\n")
    let unset = try await #require(server.observations(of: ComposeProbe.self).values(ComposeUnset.self).first)
    #expect(unset.names == ["REGISTRY"] && unset.file == "/srv/shop/compose.yaml")
  }

  @Test func aFileThatIsNoYAMLIsBroken() async throws {
    let seen = try await server("services:\n  app:\n    image: a\n   user: b\n").observations(of: ComposeProbe.self)
    let broken = try #require(seen.values(ComposeBroken.self).first)
    #expect(broken.file == "/srv/shop/compose.yaml" && broken.message.hasPrefix("line 4, column"))
    #expect(seen.values(ComposeFound.self).isEmpty)
  }

  @Test func anEnvFileThatIsNotThereIsMissing() async throws {
    let seen = try await server("services:\n  app:\n    env_file: [shop.env]\n").observations(of: ComposeProbe.self)
    let missing = try #require(seen.values(ComposeEnvFileMissing.self).first)
    #expect(missing.service == "app" && missing.path == "/srv/shop/shop.env" && missing.line == 3)
  }

  @Test func withoutContainersNoProjectIsLookedFor() async throws {
    var server = RecordedServer()
    server.machine.add("/srv/shop/compose.yaml", text: "services: {app: {image: $NONE}}")
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media"])
    #expect(await server.observations(of: ComposeProbe.self).isEmpty)
  }
}
