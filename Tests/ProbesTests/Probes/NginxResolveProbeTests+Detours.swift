import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What leads a request elsewhere: regexes, fallbacks, rewrites, other servers.
extension NginxResolveProbeTests {
  private static let singlePage = "root /srv/shop;\nlocation / {\ntry_files $uri /index.html;\n}"

  @Test func aRegexThatWinsIsToldWithWhatItLooksFor() async throws {
    let server = RecordedServer(
      shop: "location /media/ { root /srv/shop; }\nlocation ~* \\.(jpg|png)$ { root /var/www/html; }",
      files: [Self.photo], asked: "/media/a.jpg", live: Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let won = try #require(seen.values(ResolveRegexWon.self).first)
    #expect(won.pattern == "~* \\.(jpg|png)$" && won.prefix == "/media/" && won.line == 8)
    #expect(seen.values(ResolveFileMissing.self).map(\.path) == ["/var/www/html/media/a.jpg"])
  }

  @Test func aPageInThePlaceOfAnAssetEndsIn404AndTheSuccessorIsNamed() async throws {
    let page = "<!doctype html><script type=module src=/assets/app.8d31f0.js></script>"
    var server = RecordedServer(
      shop: Self.singlePage, files: ["/srv/shop/assets/app.41be07.js"], asked: "/assets/app.8d31f0.js",
      live: HTTPResponse(type: "text/html", page))
    server.machine.add("/srv/shop/index.html", text: page)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let fallback = try #require(seen.values(ResolveFallback.self).first)
    #expect(fallback.kind == .tryFiles && fallback.target == "/index.html" && fallback.asset == true)
    #expect(fallback.location == "location /assets/ { try_files $uri =404; }")
    #expect(fallback.line == 9)
    #expect(fallback.successor == "app.41be07.js")
    #expect(fallback.commands?.first == "cp -p /srv/shop/assets/app.41be07.js /srv/shop/assets/app.8d31f0.js")
    #expect(seen.values(ResolveAgreesWithLive.self).map(\.status) == [200])
    #expect(seen.values(ResolveFileMissing.self).map(\.directive) == ["try_files"])
  }

  @Test func aFallbackThatIsNotThereNeverEnds() async throws {
    let server = RecordedServer(
      shop: Self.singlePage, files: ["/srv/shop/robots.txt"], asked: "/cart", live: HTTPResponse(500))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let cycle = try #require(seen.values(ResolveCycle.self).first)
    #expect(cycle.path == "/srv/shop/index.html" && cycle.uri == "/index.html" && cycle.line == 9)
    #expect(seen.values(ResolveAgreesWithLive.self).map(\.status) == [500])
  }

  @Test func aRewriteIsToldWithWhereItLeads() async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;\nrewrite ^/media/(.*)$ /files/$1 last;", files: [Self.photo], asked: "/media/a.jpg",
      live: Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let rewritten = try #require(seen.values(ResolveRewritten.self).first)
    #expect(rewritten.directive == "rewrite ^/media/(.*)$ /files/$1 last;" && rewritten.line == 8)
    #expect(rewritten.to == "/files/a.jpg")
  }

  @Test func aDirectoryWithAPageOfAnotherNameGetsItsIndex() async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;", files: ["/srv/shop/docs/index.htm"], asked: "/docs/", live: HTTPResponse(403))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let none = try #require(seen.values(ResolveNoIndex.self).first)
    #expect(none.path == "/srv/shop/docs" && none.index == "index.html" && none.present == "index.htm")
    #expect(none.patch?.contains("index index.html index.htm;") == true)
  }

  @Test func anAssetThatIsHandedToTheApplicationIsTold() async throws {
    let server = RecordedServer(
      shop: "location / { proxy_pass http://127.0.0.1:8000; }", asked: "/static/app.css", live: Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let proxied = try #require(seen.values(ResolveProxied.self).first)
    #expect(proxied.asset && proxied.upstream == "http://127.0.0.1:8000" && proxied.sent == "/static/app.css")
    #expect(proxied.location == "/" && proxied.line == 7)
  }

  @Test func anErrorPageIsToldWithTheStatusThatItReplaces() async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;\nerror_page 404 =200 /empty.gif;", files: ["/srv/shop/empty.gif"], asked: "/media/a.jpg",
      live: HTTPResponse(type: "image/gif", "GIF89a"))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let fallback = try #require(seen.values(ResolveFallback.self).first)
    #expect(fallback.kind == .errorPage && fallback.originalStatus == 404 && fallback.target == "/empty.gif")
    #expect(seen.values(ResolveAgreesWithLive.self).map(\.status) == [200])
  }
}
