import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Closer looks at one answer: parts of films, hosts, length and coding, names of downloads.
extension HTTPProbeTests {
  private static let proxy = "location / { proxy_pass http://127.0.0.1:8000; }"
  private static let film = HTTPResponse(type: "video/mp4", "a film of some length")

  /// Answers requests for a part of the film, at one address or wherever they go.
  private func answerParts(of server: inout RecordedServer, at address: String? = nil, _ response: HTTPResponse) {
    server.network.add { request, options in
      guard request.headers.first("Range") != nil else { return nil }
      return address.map { options.leads(request.url, to: $0) } ?? true ? .response(response) : nil
    }
  }

  @Test func aPartThatComesIsAllThatIsTold() async throws {
    var server = RecordedServer(shop: "root /srv/shop;", asked: "/film.mp4", live: Self.film)
    answerParts(of: &server, HTTPResponse(206, type: "video/mp4", "a ", headers: ["Content-Range": "bytes 0-1/21"]))
    let seen = await server.observations(of: HTTPProbe.self)
    #expect(seen.values(HTTPRangeWorks.self).count == 1 && seen.values(HTTPRangeRefused.self).isEmpty)
    #expect(seen.count == 3)
  }

  @Test func aPartOfAnotherPlaceIsWrong() async throws {
    var server = RecordedServer(shop: "root /srv/shop;", asked: "/film.mp4", live: Self.film)
    answerParts(of: &server, HTTPResponse(206, type: "video/mp4", "a film", headers: ["Content-Range": "bytes 0-5/21"]))
    let wrong = try #require(await server.observations(of: HTTPProbe.self).values(HTTPRangeWrong.self).first)
    #expect(wrong.bytes == 6 && wrong.contentRange == "bytes 0-5/21")
  }

  @Test func refusedPartsAreTracedToNginxOrTheApplication() async throws {
    let own = RecordedServer(shop: "root /srv/shop;\nmax_ranges 0;", asked: "/film.mp4", live: Self.film)
    let byNginx = try #require(await own.observations(of: HTTPProbe.self).values(HTTPRangeRefused.self).first)
    #expect(byNginx.by == .nginx && byNginx.directive == "max_ranges 0;" && byNginx.line == 8)
    #expect(byNginx.code == 200 && byNginx.bytes == 21)
    var behind = RecordedServer(shop: Self.proxy, asked: "/film.mp4", live: Self.film)
    answerParts(of: &behind, at: "127.0.0.1:8000", Self.film)
    let byApp = try #require(await behind.observations(of: HTTPProbe.self).values(HTTPRangeRefused.self).first)
    #expect(byApp.by == .app && byApp.commands?.first?.contains("proxy_force_ranges on;") == true && byApp.line == 7)
  }

  /// Lets the application at 127.0.0.1:8000 know this host alone.
  private func admit(_ host: String, to server: inout RecordedServer) {
    server.network.add { request, options in
      guard options.leads(request.url, to: "127.0.0.1:8000") else { return nil }
      return .response(HTTPResponse(request.headers.first("Host") == host ? 200 : 400))
    }
  }

  @Test func aHostThatNginxDoesNotHandOnIsTold() async throws {
    var server = RecordedServer(shop: Self.proxy, asked: "/cart", live: HTTPResponse(400))
    admit("shop.example", to: &server)
    let seen = await server.observations(of: HTTPProbe.self)
    let rejected = try #require(seen.values(HTTPHostRejected.self).first)
    #expect(rejected.by == .nginx && rejected.host == "127.0.0.1:8000" && rejected.accepted == "shop.example")
    #expect(rejected.code == 400 && rejected.address == "127.0.0.1:8000" && rejected.line == 7)
    #expect(rejected.commands?.first?.contains("proxy_set_header Host $host;") == true)
  }

  @Test func aHostThatTheApplicationsSettingLacksIsTold() async throws {
    var server = RecordedServer(
      shop: "location / { proxy_pass http://127.0.0.1:8000; proxy_set_header Host $host; }", asked: "/cart",
      live: HTTPResponse(400))
    server.machine.add("/srv/shop/.env", text: "ALLOWED_HOSTS=www.shop.example\n")
    try server.runApplication()
    admit("www.shop.example", to: &server)
    let seen = await server.observations(of: HTTPProbe.self)
    let rejected = try #require(seen.values(HTTPHostRejected.self).first)
    #expect(rejected.by == .app && rejected.host == "shop.example" && rejected.accepted == "www.shop.example")
    #expect(rejected.setting == "ALLOWED_HOSTS" && rejected.value == "www.shop.example")
    #expect(rejected.commands?.first?.contains("www.shop.example,shop.example") == true)
  }

  @Test func aBodyThatIsNotWhatItsHeadersSayIsBroken() async throws {
    func broken(_ lines: String, _ response: HTTPResponse) async throws -> HTTPBodyBroken {
      let server = RecordedServer(shop: lines, asked: "/app.css", live: response)
      return try #require(await server.observations(of: HTTPProbe.self).values(HTTPBodyBroken.self).first)
    }
    var cut = HTTPResponse(type: "text/css", "body {")
    cut.completeness = .truncated(expected: 4096, received: 6)
    let truncated = try await broken(Self.proxy, cut)
    #expect(truncated.problem == .truncated && truncated.by == .app)
    #expect(truncated.expected == 4096 && truncated.received == 6)
    let invented = try await broken(
      "root /srv/shop;\nadd_header Content-Encoding gzip;",
      HTTPResponse(type: "text/css", "body { color: red }", headers: ["Content-Encoding": "gzip"]))
    #expect(invented.problem == .notEncoded && invented.by == .nginx && invented.declared == "gzip")
    #expect(invented.directive == "add_header Content-Encoding gzip;" && invented.line == 8)
    var packed = HTTPResponse(type: "text/css")
    packed.body = [0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00]
    packed.bodyLength = 8
    let hidden = try await broken(
      "location / {\nproxy_pass http://127.0.0.1:8000;\nproxy_hide_header Content-Encoding;\n}", packed)
    #expect(hidden.problem == .undeclared && hidden.directive == "proxy_hide_header Content-Encoding;")
  }

  @Test(arguments: [
    ("attachment; filename=annual report.pdf", HTTPDisposition.Problem.unquoted),
    ("attachment; filename=\"\"", .empty), ("attachment; filename=\"Größe.pdf\"", .nonAscii),
    ("attachment; filename*=Gr%C3%B6%C3%9Fe.pdf", .badExtended), ("attachment; filename=\"../a.pdf\"", .path),
    ("attachment", .attachment),
  ])
  func aDispositionThatMisleadsIsTold(_ value: String, _ problem: HTTPDisposition.Problem) async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;\nadd_header Content-Disposition '\(value)';", asked: "/a.pdf",
      live: HTTPResponse(type: "application/pdf", "%PDF-1.7", headers: ["Content-Disposition": value]))
    let seen = await server.observations(of: HTTPProbe.self)
    let fact = try #require(seen.values(HTTPDisposition.self).first)
    #expect(fact.problem == problem && fact.value == value && fact.by == .nginx && fact.line == 8)
    #expect(fact.commands?.isEmpty == (problem != .attachment))
  }

  @Test(arguments: ["inline", "attachment; filename=\"a.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf"])
  func aDownloadThatIsMeantIsNone(_ value: String) async throws {
    let server = RecordedServer(
      shop: "root /srv/shop;", asked: "/download/a.pdf",
      live: HTTPResponse(type: "application/pdf", "%PDF-1.7", headers: ["Content-Disposition": value]))
    let seen = await server.observations(of: HTTPProbe.self)
    #expect(seen.values(HTTPDisposition.self).isEmpty && seen.values(HTTPStatus.self).count == 1)
  }
}
