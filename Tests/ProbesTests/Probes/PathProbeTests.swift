import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Whether the worker gets to the file, on recorded machines.
@Suite struct PathProbeTests {
  private func server(homeMode: UInt32) -> RecordedServer {
    var server = RecordedServer()
    server.machine.add(directory: "/home/mira", mode: homeMode, uid: 1000, gid: 1000)
    server.machine.add("/home/mira/site/a.jpg", text: "picture")
    server.runNginx("server { listen 80; server_name mira.example; root /home/mira/site; }")
    server.options.targets = ["http://mira.example/a.jpg"]
    return server
  }

  @Test func aClosedDirectoryAboveTheFileIsNamed() async throws {
    var server = server(homeMode: 0o700)
    server.network.add("http://mira.example/a.jpg", HTTPResponse(status: 403))
    let seen = await server.observations(of: PathProbe.self)
    let denied = try #require(seen.values(PathDenied.self).first)
    #expect(denied.component == "/home/mira" && denied.at == .ancestor && denied.need == .x)
    #expect(denied.cure == ["chmod o+x /home/mira"] && denied.uid == 33)
    #expect(seen.values(PathComponent.self).map(\.verdict).contains(.denied))
    #expect(seen.first { $0.isOf(PathDenied.self) }?.subject[.url] == "http://mira.example/a.jpg")
  }

  @Test func anOpenWayIsNoDenial() async throws {
    let seen = await server(homeMode: 0o711).observations(of: PathProbe.self)
    #expect(seen.values(PathDenied.self).isEmpty && seen.values(PathMissing.self).isEmpty)
    #expect(seen.values(PathAllowed.self).first?.path == "/home/mira/site/a.jpg")
  }

  @Test func aFileUnderAlmostTheSameNameIsFound() async throws {
    var server = server(homeMode: 0o755)
    server.options.targets = ["http://mira.example/A.jpg"]
    let seen = await server.observations(of: PathProbe.self)
    let near = try #require(seen.values(PathNearMatch.self).first)
    #expect(near.kind == .case && near.found == "/home/mira/site/a.jpg")
  }
}
