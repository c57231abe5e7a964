import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What the live server's answers show, on recorded machines.
@Suite struct HTTPProbeTests {
  private static let photo: FilePath = "/srv/shop/media/a.jpg"
  private static let site = "root /srv/shop;"
  private static let tls =
    "\(site) listen 443 ssl; ssl_certificate /etc/ssl/shop/cert.pem;\nssl_certificate_key /etc/ssl/shop/key.pem;"

  /// A server whose address is answered by this exchange.
  private func server(
    _ lines: String = site, asked path: String = "/media/a.jpg", _ answer: @escaping @Sendable (inout Exchange) -> Void
  ) -> RecordedServer {
    var server = RecordedServer(shop: lines, asked: path)
    server.network.add { request, _ in
      var exchange = Exchange(request)
      answer(&exchange)
      return .exchange(exchange)
    }
    return server
  }

  @Test(arguments: ["content of /srv/shop/media/a.jpg\n", "content of another file"])
  func theBytesAreComparedWithTheFile(_ body: String) async throws {
    var server = RecordedServer(
      shop: Self.site, files: [Self.photo], asked: "/media/a.jpg", live: HTTPResponse(type: "image/jpeg", body))
    server.options.mediaURL = "/media/"
    server.options.mediaRoot = "/srv/shop/media"
    let seen = await server.observations(of: HTTPProbe.self)
    #expect(
      seen.values(HTTPStatus.self).map(\.code) == [200] && seen.values(HTTPTypeFits.self).map(\.got) == ["image/jpeg"])
    #expect(seen.values(HTTPBodyMatches.self).map(\.path) == (body.contains("a.jpg") ? ["/srv/shop/media/a.jpg"] : []))
    let differs = seen.values(HTTPBodyDiffers.self)
    #expect(differs.map(\.gotBytes) == (body.contains("a.jpg") ? [] : [23]))
    #expect(differs.allSatisfy { $0.path == "/srv/shop/media/a.jpg" && $0.diskBytes == 33 } && seen.count == 3)
  }

  @Test(arguments: [
    (ExchangeProblem.refused, HTTPUnreachable.Reason.refused), (.connectTimeout, .timeout), (.noSuchSocket, .noSocket),
    (.unreachable(errno: 113), .unreachable), (.reset, .reset), (.closedWithoutAnswer, .closed),
    (.headersTooLarge, .malformed),
  ])
  func noAnswerIsToldWithItsReason(_ problem: ExchangeProblem, _ reason: HTTPUnreachable.Reason) async throws {
    let seen = await server { $0.problem = problem }.observations(of: HTTPProbe.self)
    let unreachable = try #require(seen.values(HTTPUnreachable.self).first)
    #expect(unreachable.reason == reason && unreachable.port == 80 && seen.count == 1)
  }

  @Test func aNameWithoutAnAddressIsTold() async throws {
    let seen = await server { $0.problem = .nameResolution(.noSuchName) }.observations(of: HTTPProbe.self)
    let unresolved = try #require(seen.values(HTTPNameUnresolved.self).first)
    #expect(unresolved.host == "shop.example" && seen.count == 1)
  }

  @Test func aRefusedFamilyIsToldBesideTheOneThatListens() async throws {
    let loopback = try #require(IPAddress("::1"))
    var server = server {
      $0.attempts = [ConnectAttempt(endpoint: .tcp(loopback, port: 80), outcome: .refused, milliseconds: 0.1)]
      $0.problem = .refused
    }
    try server.listen(100, at: "0.0.0.0:80")
    let seen = await server.observations(of: HTTPProbe.self)
    let family = try #require(seen.values(HTTPFamilyDiffers.self).first)
    #expect(family.how == .refused && family.fails == .ipv6 && family.answers == .ipv4)
    #expect(family.listen == "0.0.0.0:80" && family.commands?.first?.contains("listen [::]:80;") == true)
    #expect(seen.values(HTTPUnreachable.self).map(\.address) == ["[::1]:80"])
  }

  @Test func aServerForTheMachineItselfOnlyIsTold() async throws {
    let own = try #require(IPAddress("203.0.113.10"))
    var server = server("listen 127.0.0.1:80; \(Self.site)") {
      $0.attempts = [ConnectAttempt(endpoint: .tcp(own, port: 80), outcome: .refused, milliseconds: 0.1)]
      $0.problem = .refused
    }
    try server.listen(100, at: "127.0.0.1:80")
    let seen = await server.observations(of: HTTPProbe.self)
    let local = try #require(seen.values(HTTPLoopbackOnly.self).first)
    #expect(local.listen == "127.0.0.1:80" && local.port == 80)
    #expect(local.commands?.first?.contains("listen 203.0.113.10:80;") == true)
  }

  @Test func typesThatBrowsersRefuseAreTold() async throws {
    let style = RecordedServer(
      shop: Self.site, asked: "/app.css",
      live: HTTPResponse(type: "text/plain", "body {}", headers: ["X-Content-Type-Options": "nosniff"]))
    let mismatch = try #require(await style.observations(of: HTTPProbe.self).values(HTTPTypeMismatch.self).first)
    #expect(
      mismatch.expected == "text/css" && mismatch.extension == "css" && mismatch.got == "text/plain" && mismatch.nosniff
    )
    let page = RecordedServer(
      shop: Self.site, asked: "/app.js", live: HTTPResponse(type: "text/html; charset=utf-8", "<!doctype html>"))
    let html = try #require(await page.observations(of: HTTPProbe.self).values(HTTPHtmlForAsset.self).first)
    #expect(html.extension == "js" && html.got == "text/html; charset=utf-8")
  }

  @Test func headersThatShouldNotComeAreTold() async throws {
    let server = RecordedServer(
      shop: Self.site, asked: "/orders/1",
      live: HTTPResponse(
        headers: [
          "Cache-Control": "max-age=3600", "Cache-Control": "no-store", "X-Accel-Redirect": "/protected/a.pdf",
        ]))
    let seen = await server.observations(of: HTTPProbe.self)
    #expect(seen.values(HTTPTwoCacheControls.self).map(\.values) == [["max-age=3600", "no-store"]])
    #expect(seen.values(HTTPAccelLeaked.self).map(\.value) == ["/protected/a.pdf"])
  }

  @Test(arguments: [
    ("http://shop.example:8080/docs/", HTTPRedirect.Leaks.port), ("http://shop.example/docs/", .none),
    ("http://www.shop.example:8080/", .none),
  ])
  func aRedirectIsToldWithWhatItLeaks(_ location: String, _ leaks: HTTPRedirect.Leaks) async throws {
    let server = RecordedServer(
      shop: Self.site, asked: "/docs", live: HTTPResponse(301, headers: ["Location": location]))
    let seen = await server.observations(of: HTTPProbe.self)
    let redirect = try #require(seen.values(HTTPRedirect.self).first)
    #expect(redirect.code == 301 && redirect.leaks == leaks && redirect.location == location)
    #expect(seen.values(HTTPRedirectLoop.self).isEmpty)
  }

  @Test func aRedirectBackToPlainHTTPLeaksTheScheme() async throws {
    var server = RecordedServer(shop: Self.site, asked: "/docs")
    server.options.targets = ["https://shop.example/docs"]
    server.network.add(
      "https://shop.example/docs", HTTPResponse(301, headers: ["Location": "http://shop.example/docs/"]))
    let seen = await server.observations(of: HTTPProbe.self)
    #expect(seen.values(HTTPRedirect.self).map(\.leaks) == [.scheme])
  }

  @Test func aLoopBehindTLSIsMendedByTheVisitorsScheme() async throws {
    var server = RecordedServer(
      shop: "\(Self.site)\nif ($scheme = http) { return 301 https://$host$request_uri; }", asked: "/cart")
    server.options.targets = ["https://shop.example/cart"]
    server.network.add(
      "https://shop.example/cart", HTTPResponse(301, headers: ["Location": "https://shop.example/cart"]))
    let seen = await server.observations(of: HTTPProbe.self)
    let loop = try #require(seen.values(HTTPRedirectLoop.self).first)
    #expect(loop.change == .forward && loop.hops == 1 && loop.line == 8 && loop.rules == ["/etc/nginx/nginx.conf:8"])
    #expect(loop.commands?.first?.contains("$http_x_forwarded_proto") == true)
  }

  @Test func aCertificateIsToldWithItsFile() async throws {
    func problem(_ failure: TLSFailure, _ change: (inout RecordedServer) -> Void = { _ in }) async throws
      -> HTTPTLSProblem
    {
      var server = server(Self.tls) {
        $0.tls = TLSOutcome()
        $0.tls?.failures = [failure]
        $0.problem = .tlsFailure
      }
      server.options.targets = ["https://shop.example/media/a.jpg"]
      server.machine.add("/etc/ssl/shop/cert.pem", text: "-----BEGIN CERTIFICATE-----\n")
      change(&server)
      let seen = await server.observations(of: HTTPProbe.self)
      #expect(seen.values(HTTPUnreachable.self).isEmpty)
      return try #require(seen.values(HTTPTLSProblem.self).first)
    }
    let expired = try await problem(.expired(subject: "shop.example", notAfter: 1_799_000_000)) {
      $0.date("/etc/ssl/shop/cert.pem", secondsAgo: 60)
    }
    #expect(expired.problem == .expired && expired.newer == true && expired.certificate == "/etc/ssl/shop/cert.pem")
    #expect(expired.commands == ["nginx -t && nginx -s reload"] && expired.line == 7)
    let cut = try await problem(.missingIntermediate(issuer: "R11", location: "http://r11.i.lencr.org/")) {
      $0.machine.add("/etc/ssl/shop/fullchain.pem", text: "-----BEGIN CERTIFICATE-----\n")
    }
    #expect(cut.problem == .unknownIssuer && cut.newer == false && cut.better == "/etc/ssl/shop/fullchain.pem")
    #expect(cut.commands?.first?.contains("fullchain.pem") == true)
    #expect(try await problem(.wrongName(names: ["www.shop.example"])).problem == .wrongName)
  }
}
