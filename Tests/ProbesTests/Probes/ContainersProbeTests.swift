import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Which containers processes run in, on recorded machines.
@Suite struct ContainersProbeTests {
  private static let id = "4f1d0c9e2b7a4f1d0c9e2b7a4f1d0c9e2b7a4f1d0c9e2b7a4f1d0c9e2b7a4f1d"
  private static let description = """
    {"Id": "\(id)", "Name": "/shop-app-1", "Created": "2027-01-10T08:00:00Z",
     "State": {"Pid": 200, "Running": true},
     "Config": {"Hostname": "4f1d0c9e2b7a", "User": "1000:1000", "Image": "shop/app:7",
                "Labels": {"com.docker.compose.service": "app"}},
     "HostConfig": {"ReadonlyRootfs": true, "Tmpfs": {"/tmp": "size=64m"}},
     "Mounts": [{"Type": "volume", "Name": "shop_media", "Source": "/var/lib/docker/volumes/shop_media/_data",
                 "Destination": "/srv/shop/media", "RW": true},
                {"Type": "bind", "Source": "/etc/shop", "Destination": "/etc/shop", "RW": false}]}
    """
  private static let mediaMount =
    "701 700 8:1 /var/lib/docker/volumes/shop_media/_data /srv/shop/media rw - ext4 /dev/sda1 rw\n"

  private func server() throws -> RecordedServer {
    var server = RecordedServer()
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"])
    server.contain(200, mounts: Self.mediaMount)
    return server
  }

  private func expectShop(_ found: ContainerFound) {
    #expect(found.engine == "docker" && found.name == "shop-app-1" && found.id == "4f1d0c9e2b7a" && found.pid == 200)
    #expect(found.image == "shop/app:7" && found.user == "1000:1000" && found.readOnly && found.service == "app")
    #expect(found.mounts == ["/etc/shop:/etc/shop:ro", "shop_media:/srv/shop/media", "tmpfs:/tmp"])
  }

  @Test func anEnginesSocketDescribesTheContainer() async throws {
    var server = try server()
    server.machine.add("/run/docker.sock", text: "", mode: 0o660)
    server.machine.files[Place("/run/docker.sock")]?.status.kind = .socket
    server.network.add { request, options in
      guard options.connectTo.first?.destination == .unix(path: "/run/docker.sock") else { return nil }
      let body =
        request.url.target.hasSuffix("/containers/json") ? "[{\"Id\": \"\(Self.id)\"}]" : Self.description
      return .response(HTTPResponse(status: 200, body: Array(body.utf8)))
    }
    let seen = await server.observations(of: ContainersProbe.self)
    expectShop(try #require(seen.values(ContainerFound.self).first))
    #expect(seen.values(ContainerUnnamed.self).isEmpty && seen.values(ContainerEngineSilent.self).isEmpty)
    #expect(seen.first?.subject[.process] == "gunicorn (200)")
  }

  @Test func anEnginesNotesDescribeItWithoutASocket() async throws {
    var server = try server()
    server.machine.add(FilePath("/var/lib/docker/containers/\(Self.id)/config.v2.json"), text: Self.description)
    let seen = await server.observations(of: ContainersProbe.self)
    expectShop(try #require(seen.values(ContainerFound.self).first))
  }

  @Test func aContainerThatNoEngineDescribesIsToldByItsMounts() async throws {
    let seen = try await server().observations(of: ContainersProbe.self)
    let unnamed = try #require(seen.values(ContainerUnnamed.self).first)
    #expect(unnamed.engine == "docker" && unnamed.pid == 200 && unnamed.program == "gunicorn")
    #expect(unnamed.mounts == ["/var/lib/docker/volumes/shop_media/_data:/srv/shop/media"])
    #expect(seen.values(ContainerFound.self).isEmpty)
  }

  @Test(arguments: [
    (RecordedNetwork.Answer.problem(.refused), "nobody listens behind it"),
    (.problem(.firstByteTimeout), "no answer came within a second"),
    (.response(HTTPResponse(status: 403)), "it answered 403"),
    (
      .response(HTTPResponse(status: 200, body: Array("{\"message\": \"no\"}".utf8))),
      "it does not speak the Engine API"
    ),
  ])
  func anEngineThatDoesNotAnswerIsTold(answer: RecordedNetwork.Answer, reason: String) async throws {
    var server = try server()
    server.machine.add("/run/podman/podman.sock", text: "")
    server.machine.files[Place("/run/podman/podman.sock")]?.status.kind = .socket
    server.network.add { _, options in options.connectTo.isEmpty ? nil : answer }
    let seen = await server.observations(of: ContainersProbe.self)
    let silent = try #require(seen.values(ContainerEngineSilent.self).first)
    #expect(silent.socket == "/run/podman/podman.sock" && silent.reason == reason)
    #expect(seen.values(ContainerUnnamed.self).count == 1)
  }

  @Test func processesOfTheMachineItselfAreInNone() async throws {
    var server = RecordedServer()
    try server.runGunicorn(["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"])
    server.runShopNginx("alias /srv/shop/media/;")
    #expect(await server.observations(of: ContainersProbe.self).isEmpty)
  }
}
