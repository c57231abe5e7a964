import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Headers that the configuration sets or leaves out, and copies that it answers from.
extension NginxResolveProbeTests {
  @Test func aTypeThatTheTableLacksIsAdded() async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;", files: ["/srv/shop/logo.svg"], asked: "/logo.svg",
      live: HTTPResponse(type: "text/plain", "<svg/>"))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let types = try #require(seen.values(ResolveTypesMissing.self).first)
    #expect(types.reason == .replaced && types.line == 5 && types.got == "text/plain")
    #expect(types.expected == "image/svg+xml" && types.extension == "svg")
    #expect(types.patch?.contains("image/svg+xml svg;") == true)
  }

  @Test func aTableThatIsNotIncludedIsIncluded() async throws {
    var server = RecordedServer(
      shop: "", files: ["/srv/shop/app.css"], asked: "/app.css", live: HTTPResponse(type: "text/plain", "body {}"))
    server.machine.add(
      "/etc/nginx/nginx.conf",
      text: "user www-data;\nevents {}\nhttp {\nserver { listen 80; server_name shop.example; root /srv/shop; }\n}\n")
    let seen = await server.observations(of: NginxResolveProbe.self)
    let types = try #require(seen.values(ResolveTypesMissing.self).first)
    #expect(types.reason == .notIncluded && types.line == 3 && types.expected == "text/css")
    #expect(types.patch?.contains("+    include /etc/nginx/mime.types;") == true)
  }

  @Test func headersThatContradictOrCancelEachOtherAreTold() async throws {
    let server = RecordedServer(
      shop: """
        add_header Access-Control-Allow-Origin *;
        location /fonts/ {
            root /srv/shop;
            expires 1y;
            add_header Cache-Control no-store;
        }
        """, files: ["/srv/shop/fonts/a.woff2"], asked: "/fonts/a.woff2", live: HTTPResponse(type: "font/woff2", "wOF2")
    )
    let seen = await server.observations(of: NginxResolveProbe.self)
    let contradiction = try #require(seen.values(ResolveCacheContradiction.self).first)
    #expect(contradiction.expires == "expires 1y;" && contradiction.line == 10)
    #expect(contradiction.cacheControl == "max-age=31536000 and no-store")
    let dropped = try #require(seen.values(ResolveHeadersDropped.self).first)
    #expect(dropped.names == ["Access-Control-Allow-Origin"] && dropped.outerLine == 7 && dropped.line == 11)
    #expect(dropped.commands.first?.contains("add_header Access-Control-Allow-Origin *;") == true)
  }

  @Test func aHeaderWithoutAlwaysIsMissedOnAnError() async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;\nadd_header Access-Control-Allow-Origin *;\nadd_header X-Frame-Options DENY;",
      asked: "/fonts/a.woff2", live: Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let header = try #require(seen.values(ResolveHeaderWithoutAlways.self).first)
    #expect(header.name == "Access-Control-Allow-Origin" && header.line == 8)
    #expect(header.commands.first?.contains("always") == true)
    #expect(seen.values(ResolveHeaderWithoutAlways.self).count == 1)
  }

  @Test func aRedirectWithTheInnerPortIsTracedToItsServer() async throws {
    let server = RecordedServer(
      shop: "location / { proxy_pass http://127.0.0.1:8080; }",
      beside: "server { listen 8080; server_name shop.example; root /srv/shop; }",
      files: ["/srv/shop/docs/index.html"], asked: "/docs",
      live: HTTPResponse(301, headers: ["Location": "http://shop.example:8080/docs/"]))
    let seen = await server.observations(of: NginxResolveProbe.self)
    let leak = try #require(seen.values(ResolveRedirectLeak.self).first)
    #expect(leak.port == 8080 && leak.location == "http://shop.example:8080/docs/" && leak.line == 9)
    #expect(leak.commands.first?.contains("absolute_redirect off;") == true)
  }

  @Test(arguments: [600, -600]) func aPackedCopyCountsWhereItIsOlder(_ age: Int) async throws {
    var server = RecordedServer(
      shop: "root /srv/shop;\ngzip_static on;", files: ["/srv/shop/app.css", "/srv/shop/app.css.gz"],
      asked: "/app.css", live: HTTPResponse(type: "text/css", "content"))
    server.date("/srv/shop/app.css", secondsAgo: 7200)
    server.date("/srv/shop/app.css.gz", secondsAgo: 7200 + age)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let stale = seen.values(ResolvePrecompressedStale.self)
    guard age > 0 else { return #expect(stale.isEmpty) }
    let fact = try #require(stale.first)
    #expect(fact.path == "/srv/shop/app.css" && fact.compressed == "/srv/shop/app.css.gz" && fact.seconds == 600)
    #expect(fact.isOtherContent && fact.refresh == ["gzip -k -f -9 /srv/shop/app.css"])
  }

  @Test func aCacheOfOpenFilesIsToldWithItsErrors() async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;\nopen_file_cache max=1000;\nopen_file_cache_valid 10m;\nopen_file_cache_errors on;",
      files: [Self.photo], asked: "/media/a.jpg", live: Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let cache = try #require(seen.values(ResolveOpenFileCache.self).first)
    #expect(cache.errors && cache.valid == "10m" && cache.line == 8 && cache.commands.count == 3)
    #expect(seen.values(ResolveDiffersFromLive.self).map(\.resolved) == [200])
  }

  @Test func aCacheInFrontOfTheApplicationIsToldWithItsFolder() async throws {
    let server = RecordedServer(
      shop: "location / { proxy_pass http://127.0.0.1:8000; proxy_cache shop; proxy_cache_valid 404 1h; }",
      beside: "proxy_cache_path /var/cache/nginx/shop keys_zone=shop:10m;", asked: "/media/a.jpg", live: Self.missing)
    let seen = await server.observations(of: NginxResolveProbe.self)
    let cache = try #require(seen.values(ResolveProxyCache.self).first)
    #expect(cache.zone == "shop" && cache.path == "/var/cache/nginx/shop" && cache.valid == "proxy_cache_valid 404 1h;")
    #expect(cache.commands?.first == "find /var/cache/nginx/shop -type f -delete")
  }
}
