import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What would become of an upload, without sending one.
extension NginxResolveProbeTests {
  private func server(_ lines: String, environment: [String: String] = [:]) throws -> RecordedServer {
    var server = RecordedServer(shop: lines)
    server.options.uploadURL = "http://shop.example/upload"
    try server.runApplication(environment: environment)
    return server
  }

  /// A limit of nginx's against one of the application's and what was refused, both in bytes.
  struct Limit: Sendable {
    let lines: String
    var application: String?
    var refused: Int?
    let state: UploadLimit.State
    let limit: Int
    let shown: String
  }

  static let limits = [
    Limit(lines: "", state: .default, limit: 1 << 20, shown: "1m"),
    Limit(lines: "", application: "20971520", state: .belowApp, limit: 1 << 20, shown: "1m"),
    Limit(
      lines: "client_max_body_size 50m;", application: "20971520", state: .enough, limit: 50 << 20, shown: "50m"),
    Limit(lines: "client_max_body_size 2m;", refused: 8_388_608, state: .belowSent, limit: 2 << 20, shown: "2m"),
  ]

  @Test(arguments: limits) func theLimitOfBodiesIsComparedWithTheApplications(_ limit: Limit) async throws {
    var server = try server(
      "\(limit.lines)\nlocation / { proxy_pass http://127.0.0.1:8000; }",
      environment: limit.application.map { ["MAX_CONTENT_LENGTH": $0] } ?? [:])
    if let refused = limit.refused {
      server.machine.add(
        "/var/log/nginx/error.log",
        text:
          "2027/01/15 07:55:00 [error] 101#101: *7 client intended to send too large body: \(refused) bytes, client: "
          + "203.0.113.9, server: shop.example, request: \"POST /upload HTTP/1.1\", host: \"shop.example\"\n")
    }
    let seen = await server.observations(of: NginxResolveProbe.self)
    let fact = try #require(seen.values(UploadLimit.self).first)
    #expect(fact.state == limit.state && fact.limit == limit.limit && fact.shown == limit.shown)
    #expect(fact.appLimit == limit.application.flatMap { Int($0) })
    #expect(fact.setting == limit.application.map { _ in "MAX_CONTENT_LENGTH" })
    #expect(fact.patch?.contains("client_max_body_size") == true)
    #expect(seen.values(UploadMethodRefused.self).isEmpty && seen.values(UploadTimeout.self).isEmpty)
  }

  @Test func anUploadToFilesIsHandedToTheApplicationOfTheSite() async throws {
    var server = try server(
      "root /srv/shop;\nlocation / { try_files $uri /index.html; }\nlocation /cart { proxy_pass http://127.0.0.1:8000; }"
    )
    server.machine.add("/srv/shop/index.html", text: "<!doctype html>")
    let seen = await server.observations(of: NginxResolveProbe.self)
    let refused = try #require(seen.values(UploadMethodRefused.self).first)
    #expect(refused.code == 405 && refused.handler == "file")
    #expect(refused.patch?.contains("location = /upload {") == true)
    #expect(refused.patch?.contains("proxy_pass http://127.0.0.1:8000;") == true)
  }

  @Test func shortTimeLimitsAreTold() async throws {
    let server = try server(
      "client_body_timeout 5s;\nlocation / {\nproxy_pass http://127.0.0.1:8000;\nproxy_read_timeout 3;\nproxy_send_timeout 2m;\n}"
    )
    let seen = await server.observations(of: NginxResolveProbe.self)
    let times = seen.values(UploadTimeout.self)
    #expect(times.map(\.directive) == ["client_body_timeout", "proxy_read_timeout"])
    #expect(times.map(\.seconds) == [5, 3] && times.map(\.line) == [7, 10])
    #expect(times.first?.commands.first?.contains("60s") == true)
  }

  @Test func slashesThatProxyPassDoublesAreTold() async throws {
    var server = try server("location /up { proxy_pass http://127.0.0.1:8000/; }")
    server.options.uploadURL = "http://shop.example/up/photos"
    server.network.add(at: "127.0.0.1:8000", "//photos", HTTPResponse(404))
    server.network.add(at: "127.0.0.1:8000", "/photos", HTTPResponse(405))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let path = try #require(seen.values(ResolveUpstreamPath.self).first)
    #expect(path.sent == "//photos" && path.sentStatus == 404 && path.better == "/photos" && path.betterStatus == 405)
    #expect(path.patch?.contains("location /up/") == true)
  }

  @Test func aPathThatProxyPassReplacesIsTold() async throws {
    var server = try server("location /upload { proxy_pass http://127.0.0.1:8000/files; }")
    server.network.add(at: "127.0.0.1:8000", "/files", HTTPResponse(404))
    server.network.add(at: "127.0.0.1:8000", "/upload", HTTPResponse(405))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let path = try #require(seen.values(ResolveUpstreamPath.self).first)
    #expect(path.sent == "/files" && path.better == "/upload" && path.sentStatus == 404 && path.betterStatus == 405)
  }

  @Test func anErrorPageThatHidesRefusedUploadsIsSeen() async throws {
    var server = try server(
      "location / { proxy_pass http://127.0.0.1:8000; proxy_intercept_errors on; }\nerror_page 404 413 =200 /ok.html;")
    server.network.add(at: "127.0.0.1:8000", "/upload", HTTPResponse(405))
    server.network.add(at: "127.0.0.1:8000", "/upload/not-there", HTTPResponse(404))
    server.network.add(at: "127.0.0.1:80", "/upload/not-there", HTTPResponse(type: "text/html", "ok"))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let masks = try #require(seen.values(ResolveErrorPageMasks.self).first)
    #expect(masks.seen == true && masks.original == 404 && masks.shown == 200 && masks.line == 8)
  }
}
