import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Whether servers that may answer one URL agree, on recorded machines.
@Suite struct InstancesProbeTests {
  private static let pool = """
    upstream shop { server 127.0.0.1:8001; server 127.0.0.1:8002; }
    server { listen 80; server_name shop.example; location / { proxy_pass http://shop; } }
    """

  /// Two instances behind one nginx, each with a directory for uploads.
  private func balanced(uploads: [FilePath], target: String?) throws -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(Self.pool)
    for (number, folder) in uploads.enumerated() {
      server.machine.add(directory: folder, uid: 1000, gid: 1000)
      try server.runGunicorn(
        201 + number, at: "127.0.0.1:800\(number + 1)", in: FilePath("/srv/shop-\(number + 1)"),
        settings: ["MEDIA_ROOT": folder.string, "MEDIA_URL": "/media/"])
    }
    server.options.targets = target.map { [Target(typed: $0)] } ?? []
    return server
  }

  @Test func anUploadThatOneInstanceHasIsTold() async throws {
    var server = try balanced(
      uploads: ["/srv/shop-1/media", "/srv/shop-2/media"], target: "http://shop.example/media/a.jpg")
    server.network.add(at: "127.0.0.1:8001", "/media/a.jpg", HTTPResponse(200, type: "image/jpeg", "picture"))
    server.network.add(at: "127.0.0.1:8002", "/media/a.jpg", HTTPResponse(status: 404))
    let seen = await server.observations(of: InstancesProbe.self)
    let differing = try #require(seen.values(InstancesDiffer.self).first)
    #expect(differing.by == .upstream && differing.aspect == .status && differing.upload == true)
    #expect(differing.good == "127.0.0.1:8001" && differing.goodCode == 200)
    #expect(differing.bad == "127.0.0.1:8002" && differing.badCode == 404)
    #expect(differing.file == "/etc/nginx/nginx.conf")
    let disks = try #require(seen.values(InstancesOwnDisks.self).first)
    #expect(disks.seen && disks.has == "127.0.0.1:8001" && disks.lacks == "127.0.0.1:8002")
    #expect(disks.directories == ["/srv/shop-1/media", "/srv/shop-2/media"] && disks.setting == "MEDIA_ROOT")
    #expect(disks.commands.first == "cp -an /srv/shop-2/media/. /srv/shop-1/media/")
    #expect(disks.commands.contains { $0.hasPrefix("sed -i") && $0.hasSuffix("/srv/shop-2/.env") })
  }

  @Test func instancesThatAgreeOnASharedDirectoryAreNoFault() async throws {
    var server = try balanced(
      uploads: ["/srv/media", "/srv/media"], target: "http://shop.example/media/a.jpg")
    for port in [8001, 8002] {
      server.network.add(at: "127.0.0.1:\(port)", "/media/a.jpg", HTTPResponse(200, type: "image/jpeg", "picture"))
    }
    let seen = await server.observations(of: InstancesProbe.self)
    let agreeing = try #require(seen.values(InstancesAgree.self).first)
    #expect(agreeing.by == .upstream && agreeing.addresses == ["127.0.0.1:8001", "127.0.0.1:8002"])
    #expect(seen.values(InstancesAnswer.self).map(\.bytes) == [7, 7])
    #expect(seen.values(InstancesDiffer.self).isEmpty && seen.values(InstancesOwnDisks.self).isEmpty)
  }

  @Test(arguments: [("/srv/shop-2/media", ["media", "media-2"]), ("/srv/shop-1/media", [])])
  func directoriesOfTheirOwnAreTellingWithoutAURL(second: String, routes: [String]) async throws {
    let server = try balanced(uploads: ["/srv/shop-1/media", FilePath(second)], target: nil)
    let seen = await server.observations(of: InstancesProbe.self).filter { $0.isOf(InstancesOwnDisks.self) }
    #expect(seen.map { $0.subject[.route] } == routes)
    #expect(seen.values(InstancesOwnDisks.self).allSatisfy { !$0.seen && $0.other == second && $0.has == nil })
  }

  @Test func aSilentServerAmongThosePinnedIsTold() async throws {
    var server = RecordedServer()
    server.options.targets = ["http://shop.example/media/a.jpg"]
    server.options.connectTo = ["shop.example:80:192.0.2.10:80", "shop.example:80:192.0.2.11:80"]
    server.network.add(at: "192.0.2.10:80", "/media/a.jpg", HTTPResponse(200, type: "image/jpeg", "picture"))
    let seen = await server.observations(of: InstancesProbe.self)
    let differing = try #require(seen.values(InstancesDiffer.self).first)
    #expect(differing.by == .pinned && differing.aspect == .silence)
    #expect(differing.good == "192.0.2.10:80" && differing.bad == "192.0.2.11:80" && differing.badCode == nil)
  }

  @Test func otherBytesAtOneOfTheNamesAddressesAreTold() async throws {
    let addresses = try ["192.0.2.10", "192.0.2.11"].map { try #require(IPAddress($0)) }
    var server = RecordedServer()
    server.options.targets = ["http://shop.example/media/a.jpg"]
    server.network.add { request, _ in
      var exchange = Exchange(request)
      exchange.resolution = Resolution(name: "shop.example", source: .dns, addresses: addresses)
      exchange.peer = .tcp(addresses[0], port: 80)
      exchange.response = HTTPResponse(200, type: "image/jpeg", "picture")
      return .exchange(exchange)
    }
    server.network.add(at: "192.0.2.10:80", "/media/a.jpg", HTTPResponse(200, type: "image/jpeg", "picture"))
    server.network.add(at: "192.0.2.11:80", "/media/a.jpg", HTTPResponse(200, type: "image/jpeg", "pict"))
    let seen = await server.observations(of: InstancesProbe.self)
    let differing = try #require(seen.values(InstancesDiffer.self).first)
    #expect(differing.by == .resolved && differing.aspect == .content)
    #expect(differing.addresses == ["192.0.2.10:80", "192.0.2.11:80"])
  }

  @Test(arguments: [(404, 1), (200, 0)])
  func anAssetOfOneInstancesReleaseIsTold(status: Int, count: Int) async throws {
    var server = try balanced(uploads: ["/srv/media", "/srv/media"], target: "http://shop.example/")
    let assets = ["/assets/app-4f2c9a10.js", "/assets/app-8d31f0a2.js"]
    for (number, port) in [8001, 8002].enumerated() {
      let page = "<html><script src=\"\(assets[number])\"></script></html>"
      server.network.add(at: "127.0.0.1:\(port)", "/", HTTPResponse(200, type: "text/html", page))
      for (owner, asset) in assets.enumerated() {
        server.network.add(at: "127.0.0.1:\(port)", asset, HTTPResponse(status: owner == number ? 200 : status))
      }
    }
    let mixed = await server.observations(of: InstancesProbe.self).values(InstancesMixedReleases.self)
    #expect(
      mixed.map(\.asset) == Array(assets.prefix(count)) && mixed.map(\.code) == Array(repeating: 404, count: count))
    #expect(mixed.allSatisfy { $0.has == "127.0.0.1:8001" && $0.lacks == "127.0.0.1:8002" && $0.other == assets[1] })
  }
}
