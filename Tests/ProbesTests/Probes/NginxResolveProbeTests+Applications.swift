import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What the application behind nginx answers when it is asked directly, and what becomes of uploads.
extension NginxResolveProbeTests {
  private static let proxy = "location / { proxy_pass http://127.0.0.1:8000; }"

  @Test func anApplicationThatListensElsewhereIsUnreachable() async throws {
    var server = RecordedServer(shop: Self.proxy, asked: "/cart", live: HTTPResponse(502))
    try server.runApplication(at: "127.0.0.1:8001")
    server.network.add { $1.leads($0.url, to: "127.0.0.1:8000") ? .problem(.refused) : nil }
    let seen = await server.observations(of: NginxResolveProbe.self)
    let gone = try #require(seen.values(HTTPUpstreamUnreachable.self).first)
    #expect(gone.address == "127.0.0.1:8000" && gone.reason == "refused" && !gone.closed && gone.line == 7)
    #expect(gone.listens == ["127.0.0.1:8001"])
    #expect(gone.commands.first?.contains("127.0.0.1:8001") == true)
  }

  @Test func aSocketThatTheWorkerMayNotUseIsClosed() async throws {
    var server = RecordedServer(
      shop: "location / { proxy_pass http://unix:/run/shop.sock; }", asked: "/cart", live: HTTPResponse(502))
    try server.runApplication(at: "/run/shop.sock")
    server.machine.files[Place("/run/shop.sock")]?.status.mode = 0o600
    let seen = await server.observations(of: NginxResolveProbe.self)
    let closed = try #require(seen.values(HTTPUpstreamUnreachable.self).first)
    #expect(closed.closed && closed.reason == "www-data (33) may not use /run/shop.sock (0600, 0:0)")
    #expect(closed.commands == ["chgrp 33 /run/shop.sock && chmod g+rw /run/shop.sock"])
  }

  @Test func aPathThatProxyPassCutsIsToldWithTheOneThatIsKnown() async throws {
    var server = RecordedServer(
      shop: "location /api/ { proxy_pass http://127.0.0.1:8000/; }", asked: "/api/photos", live: Self.missing)
    server.network.add(at: "127.0.0.1:8000", "/photos", HTTPResponse(404))
    server.network.add(at: "127.0.0.1:8000", "/api/photos", HTTPResponse(type: "application/json", "[]"))
    let seen = await server.observations(of: NginxResolveProbe.self)
    #expect(seen.values(HTTPUpstreamStatus.self).map(\.code) == [404])
    let path = try #require(seen.values(ResolveUpstreamPath.self).first)
    #expect(
      path.sent == "/photos" && path.sentStatus == 404 && path.better == "/api/photos" && path.betterStatus == 200)
    #expect(path.patch?.contains("proxy_pass http://127.0.0.1:8000;") == true)
  }

  @Test func aFileThatTheApplicationNamesIsFollowedAndMended() async throws {
    var server = RecordedServer(
      shop: "\(Self.proxy)\nlocation /protected/ { internal; alias /srv/shop/private; }",
      files: ["/srv/shop/private/a.pdf"], asked: "/orders/1", live: Self.missing)
    server.network.add(
      at: "127.0.0.1:8000", "/orders/1", HTTPResponse(headers: ["X-Accel-Redirect": "/protected/a.pdf"]))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let status = try #require(seen.values(HTTPUpstreamStatus.self).first)
    #expect(status.code == 200 && status.accel == "/protected/a.pdf" && !status.kept)
    let accel = try #require(seen.values(ResolveAccel.self).first)
    #expect(accel.status == 404 && accel.path == "/srv/shop/privatea.pdf" && accel.location == "/protected/")
    #expect(seen.values(ResolveRepair.self).map(\.kind) == [.aliasSlash])
  }

  @Test func anIgnoredHeaderIsToldWithTheDirective() async throws {
    var server = RecordedServer(
      shop: "location / {\nproxy_pass http://127.0.0.1:8000;\nproxy_ignore_headers X-Accel-Redirect Expires;\n}",
      asked: "/orders/1", live: HTTPResponse(headers: ["X-Accel-Redirect": "/protected/a.pdf"]))
    server.network.add(
      at: "127.0.0.1:8000", "/orders/1", HTTPResponse(headers: ["X-Accel-Redirect": "/protected/a.pdf"]))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let ignored = try #require(seen.values(ResolveAccelIgnored.self).first)
    #expect(ignored.value == "/protected/a.pdf" && ignored.line == 9)
    #expect(ignored.directive == "proxy_ignore_headers X-Accel-Redirect Expires;" && ignored.commands.count == 2)
    #expect(seen.values(ResolveAccel.self).isEmpty)
  }

  @Test func aRefusalThatNginxTurnsIntoASuccessIsTold() async throws {
    var server = RecordedServer(
      shop:
        "\(Self.proxy)\nproxy_intercept_errors on;\nerror_page 404 =200 /empty.html;\nlocation = /empty.html { root /srv/shop; }",
      files: ["/srv/shop/empty.html"], asked: "/cart", live: HTTPResponse(type: "text/html", "content"))
    server.network.add(at: "127.0.0.1:8000", "/cart", HTTPResponse(404))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let masks = try #require(seen.values(ResolveErrorPageMasks.self).first)
    #expect(masks.original == 404 && masks.shown == 200 && masks.seen == true && masks.line == 9)
    #expect(masks.patch?.contains("+error_page 404 /empty.html;") == true)
  }

  @Test func aRefusalInNginxsCacheIsKept() async throws {
    var server = RecordedServer(
      shop: "location / { proxy_pass http://127.0.0.1:8000; proxy_cache shop; proxy_cache_valid 404 1h; }",
      beside: "proxy_cache_path /var/cache/nginx/shop keys_zone=shop:10m;", asked: "/cart", live: Self.missing)
    server.network.add(at: "127.0.0.1:8000", "/cart", HTTPResponse(type: "text/html", "cart"))
    let seen = await server.observations(of: NginxResolveProbe.self)
    #expect(seen.values(HTTPUpstreamStatus.self).map(\.kept) == [true])
  }
}
