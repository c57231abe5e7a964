import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What the configuration makes of an address, on recorded machines.
@Suite struct NginxResolveProbeTests {
  static let photo: FilePath = "/srv/shop/media/a.jpg"
  static let missing = HTTPResponse(404, type: "text/html", "<h1>404 Not Found</h1>")

  @Test func aSoundWayIsToldAndNothingIsToBeMended() async throws {
    let server = RecordedServer(
      shop: "location /media/ { alias /srv/shop/media/; }", files: [Self.photo], asked: "/media/a.jpg",
      live: HTTPResponse(type: "image/jpeg", "content"))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let answer = try #require(seen.values(ResolveAnswer.self).first)
    #expect(answer.handler == .file && answer.status == 200 && answer.certain)
    #expect(answer.path == "/srv/shop/media/a.jpg" && answer.location == "location /media/")
    #expect(answer.server == "shop.example" && answer.file == "/etc/nginx/nginx.conf" && answer.line == 7)
    #expect(seen.values(ResolveFilePresent.self).map(\.path) == ["/srv/shop/media/a.jpg"])
    #expect(seen.values(ResolveAgreesWithLive.self).map(\.status) == [200] && seen.count == 3)
  }

  @Test func aLiveAnswerThatTheFilesWouldNotGiveDiffers() async throws {
    let server = RecordedServer(
      shop: "location /media/ { alias /srv/shop/media/; }", files: [Self.photo], asked: "/media/a.jpg",
      live: Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let differs = try #require(seen.values(ResolveDiffersFromLive.self).first)
    #expect(differs.live == 404 && differs.resolved == 200)
    #expect(seen.values(ResolveRepair.self).isEmpty && seen.values(ResolveAgreesWithLive.self).isEmpty)
  }

  @Test func theDefaultServerIsToldWithTheOneThatIsMeant() async throws {
    var server = RecordedServer()
    server.machine.add(Self.photo, text: "picture")
    server.runNginx(
      """
      server { listen 80 default_server; server_name _; root /var/www/html; }
      server {
          listen 80;
          server_name www.shop.example;
          root /srv/shop;
      }
      """)
    server.options.targets = ["http://shop.example/media/a.jpg"]
    server.network.add("http://shop.example/media/a.jpg", Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let fallback = try #require(seen.values(ResolveDefaultServer.self).first)
    #expect(fallback.host == "shop.example" && fallback.server == "_" && fallback.line == 6)
    let repair = try #require(seen.values(ResolveRepair.self).first)
    #expect(repair.kind == .serverName && repair.line == 9)
    #expect(repair.after == "server_name www.shop.example shop.example;")
  }

  @Test func aPortThatOnlyTheRunningNginxKnowsHasNoServer() async throws {
    var server = RecordedServer(shop: "root /srv/shop;")
    try server.listen(100, at: "0.0.0.0:8080")
    server.options.targets = ["http://shop.example:8080/media/a.jpg"]
    let seen = await server.observations(of: NginxResolveProbe.self)
    let none = try #require(seen.values(ResolveNoServer.self).first)
    #expect(none.host == "shop.example" && none.port == 8080)
  }

  @Test func aPrefixThatNoLocationCoversGetsOne() async throws {
    var server = RecordedServer(
      shop: "root /var/www/html;\nlocation /cart { proxy_pass http://127.0.0.1:8000; }", files: [Self.photo],
      asked: "/media/a.jpg", live: Self.missing)
    try server.runApplication(environment: ["MEDIA_URL": "/media/", "MEDIA_ROOT": "/srv/shop/media"])
    let seen = await server.observations(of: NginxResolveProbe.self)
    let uncovered = try #require(seen.values(ResolveUncovered.self).first)
    #expect(uncovered.prefix == "/media/" && uncovered.root == "/srv/shop/media")
    #expect(uncovered.server == "shop.example")
    let missing = try #require(seen.values(ResolveFileMissing.self).first)
    #expect(missing.directive == "root" && missing.path == "/var/www/html/media/a.jpg" && missing.line == 7)
    let repair = try #require(seen.values(ResolveRepair.self).first)
    #expect(repair.kind == .addLocation && repair.path == "/srv/shop/media/a.jpg")
    #expect(repair.after?.contains("location /media/ { alias /srv/shop/media/; }") == true)
  }

  @Test func anotherServerForIPv6IsToldWhereItAnswers() async throws {
    var server = RecordedServer(
      shop: "root /srv/shop;", beside: "server { listen [::]:80; root /var/www/html; }", files: [Self.photo],
      asked: "/media/a.jpg")
    let loopback = try #require(IPAddress("::1"))
    server.network.add { request, _ in
      var exchange = Exchange(request)
      exchange.peer = .tcp(loopback, port: 80)
      exchange.local = .tcp(loopback, port: 50_000)
      exchange.response = Self.missing
      return .exchange(exchange)
    }
    let seen = await server.observations(of: NginxResolveProbe.self)
    let family = try #require(seen.values(HTTPFamilyDiffers.self).first)
    #expect(family.how == .otherServer && family.fails == .ipv6 && family.answers == .ipv4)
    #expect(family.listen == "*:80" && family.commands?.first?.contains("listen [::]:80;") == true)
  }

  /// A block that stands before the one that would serve the file, and what has to go from it.
  struct Mask: Sendable {
    let kind: ResolveMasked.Kind
    let lines: String
    var others = ""
    let taken: String
  }

  static let masks = [
    Mask(
      kind: .repeatedRegex,
      lines: "location ~ \\.jpg$ { root /var/www/html; }\nlocation ~ \\.jpg$ { root /srv/shop; }",
      taken: "location ~ \\.jpg$"),
    Mask(
      kind: .shadowedRegex,
      lines: "location ^~ /media/ { root /var/www/html; }\nlocation ~ ^/media/.+\\.jpg$ { root /srv/shop; }",
      taken: "^~"),
    Mask(
      kind: .serverName, lines: "root /var/www/html;",
      others: "server { listen 80; server_name shop.example; root /srv/shop; }", taken: "shop.example"),
    Mask(kind: .emptyInclude, lines: "root /var/www/html;\ninclude /etc/nginx/shop.d/*.conf;", taken: ""),
  ]

  @Test(arguments: masks) func aBlockThatIsNeverUsedIsTold(_ mask: Mask) async throws {
    var server = RecordedServer(
      shop: mask.lines, beside: mask.others, files: [Self.photo], asked: "/media/a.jpg", live: Self.missing)
    server.machine.add("/etc/nginx/shop.d/media", text: "location /media/ { root /srv/shop; }\n")
    let seen = await server.observations(of: NginxResolveProbe.self)
    let masked = try #require(seen.values(ResolveMasked.self).first)
    #expect(masked.kind == mask.kind && masked.taken == mask.taken)
    #expect(masked.outcome == "200 from /srv/shop/media/a.jpg as image/jpeg")
    #expect(masked.commands?.count == 2 && masked.commands?.last == "nginx -t && nginx -s reload")
  }
}
