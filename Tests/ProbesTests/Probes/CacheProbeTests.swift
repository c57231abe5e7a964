import Diagnostics
import Facts
import Linux
import Notation
import Synchronization
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Who answers along the way of an address, and for how long answers may be kept, on recorded machines.
@Suite struct CacheProbeTests {
  private static let old = HTTPResponse(
    type: "text/css", "body { color: red }",
    headers: ["ETag": "\"1\"", "Cache-Control": "max-age=86400", "Age": "600", "X-Varnish": "32770 3"])
  private static let new = HTTPResponse(type: "text/css", "body { color: blue }", headers: ["ETag": "\"2\""])

  @Test func aCacheWithAnOlderStateIsToldWithItsPurge() async throws {
    var server = RecordedServer(shop: "root /srv/shop;", asked: "/app.css", live: Self.old)
    server.network.add(at: "127.0.0.1:80", "/app.css", Self.new)
    server.run(400, ["/usr/sbin/varnishd", "-n", "front", "-a", ":6081"], name: "varnishd")
    let seen = await server.observations(of: CacheProbe.self)
    let differ = try #require(seen.values(HTTPHopsDiffer.self).first)
    #expect(differ.culprit == .cache && differ.aspect == .content && differ.keeper == "varnish" && differ.age == 600)
    #expect(differ.outer == "public" && differ.inner == "nginx" && differ.innerAddress == "127.0.0.1:80")
    #expect(differ.lifetime == "max-age=86400" && differ.path == "/app.css")
    #expect(differ.commands == ["varnishadm -n front ban 'req.http.host == shop.example && req.url == /app.css'"])
    let cached = try #require(seen.values(HTTPCached.self).first)
    #expect(cached.state == .hit && cached.keeper == "varnish" && cached.age == 600 && cached.code == 200)
    #expect(seen.values(HTTPHop.self).map(\.etag) == ["\"1\"", "\"2\""])
  }

  @Test func aRefusalThatNginxKeepsDiffersFromTheApplication() async throws {
    var server = RecordedServer(
      shop: "location / { proxy_pass http://127.0.0.1:8000; }", asked: "/media/a.jpg",
      live: HTTPResponse(404, headers: ["X-Cache-Status": "HIT"]))
    server.network.add(at: "127.0.0.1:80", "/media/a.jpg", HTTPResponse(404, headers: ["X-Cache-Status": "HIT"]))
    server.network.add(at: "127.0.0.1:8000", "/media/a.jpg", HTTPResponse(type: "image/jpeg", "picture"))
    let seen = await server.observations(of: CacheProbe.self)
    let differ = try #require(seen.values(HTTPHopsDiffer.self).first)
    #expect(differ.culprit == .nginx && differ.aspect == .status && differ.got == 404 && differ.expected == 200)
    #expect(differ.outer == "nginx" && differ.inner == "app" && differ.innerAddress == "127.0.0.1:8000")
    #expect(seen.values(HTTPHop.self).map(\.hop) == [.public, .nginx, .app])
  }

  @Test func hopsThatAgreeAreToldAsSuch() async throws {
    var server = RecordedServer(shop: "root /srv/shop;", asked: "/app.css", live: Self.new)
    server.network.add(at: "127.0.0.1:80", "/app.css", Self.new)
    let seen = await server.observations(of: CacheProbe.self)
    #expect(seen.values(HTTPHopsAgree.self).map(\.hops) == [["public", "nginx"]])
    #expect(seen.values(HTTPHopsDiffer.self).isEmpty && seen.values(HTTPCached.self).isEmpty && seen.count == 3)
  }

  @Test func anAnswerThatIsNewEveryTimeIsNoOtherVersion() async throws {
    var server = RecordedServer(shop: "root /srv/shop;", asked: "/now", live: HTTPResponse(type: "text/plain", "08:00"))
    let moments = Moments()
    server.network.add { request, options in
      guard options.leads(request.url, to: "127.0.0.1:80") else { return nil }
      return .response(HTTPResponse(type: "text/plain", moments.next()))
    }
    let seen = await server.observations(of: CacheProbe.self)
    #expect(seen.values(HTTPHopsDiffer.self).isEmpty && seen.values(HTTPHopsAgree.self).count == 1)
  }

  @Test func aNameThatLeadsToAnotherMachineIsTold() async throws {
    var server = RecordedServer(shop: "root /srv/shop;", asked: "/app.css")
    let other = try #require(IPAddress("203.0.113.5"))
    server.network.add { request, _ in
      var exchange = Exchange(request)
      exchange.attempts = [ConnectAttempt(endpoint: .tcp(other, port: 80), outcome: .timedOut, milliseconds: 2000)]
      exchange.problem = .connectTimeout
      return .exchange(exchange)
    }
    server.network.add(at: "127.0.0.1:80", "/app.css", Self.new)
    let seen = await server.observations(of: CacheProbe.self)
    let elsewhere = try #require(seen.values(HTTPNameElsewhere.self).first)
    #expect(
      elsewhere.address == "203.0.113.5" && elsewhere.host == "shop.example" && elsewhere.origin == "127.0.0.1:80")
  }

  /// What is asked for, the header that says how long it may be kept, and what is wrong with that; nil where nothing is.
  struct Policy: Sendable {
    let path: String
    let type: String
    let value: String?
    let problem: HTTPCachePolicy.Problem?
    var wish: String?
  }

  static let policies = [
    Policy(path: "/", type: "text/html", value: "max-age=31536000", problem: .pageLong, wish: "no-cache"),
    Policy(path: "/", type: "text/html", value: "max-age=86400", problem: .pageDay, wish: "no-cache"),
    Policy(path: "/", type: "text/html", value: "no-cache", problem: nil),
    Policy(
      path: "/assets/app.8d31f0.js", type: "text/javascript", value: "no-store", problem: .hashedUncached,
      wish: "public, max-age=31536000, immutable"),
    Policy(
      path: "/assets/app.8d31f0.js", type: "text/javascript", value: "max-age=60", problem: .hashedShort,
      wish: "public, max-age=31536000, immutable"),
    Policy(path: "/assets/app.8d31f0.js", type: "text/javascript", value: nil, problem: .hashedUnsaid),
    Policy(
      path: "/assets/app.8d31f0.js", type: "text/javascript", value: "public, max-age=31536000, immutable",
      problem: nil),
    Policy(
      path: "/assets/app.js", type: "text/javascript", value: "max-age=31536000, immutable",
      problem: .unversionedImmutable, wish: "public, max-age=3600"),
    Policy(
      path: "/uploads/logo.png", type: "image/png", value: "max-age=31536000", problem: .unversionedLong,
      wish: "public, max-age=3600"),
    Policy(path: "/assets/app.js", type: "text/javascript", value: "max-age=3600", problem: nil),
  ]

  @Test(arguments: policies) func aTimeThatDoesNotFitWhatIsKeptIsTold(_ policy: Policy) async throws {
    let header = policy.value.map { "add_header Cache-Control \"\($0)\";" } ?? ""
    var live = HTTPResponse(type: policy.type, "<script src=/assets/app.8d31f0.js></script>")
    if let value = policy.value { live.headers.append(HTTPHeader("Cache-Control", value)) }
    let server = RecordedServer(
      shop: "root /srv/shop;\nindex index.html;\n\(header)",
      files: [
        "/srv/shop/index.html", "/srv/shop/assets/app.8d31f0.js", "/srv/shop/assets/app.js",
        "/srv/shop/uploads/logo.png",
      ],
      asked: policy.path, live: live)
    let facts = await server.observations(of: CacheProbe.self).values(HTTPCachePolicy.self)
    #expect(facts.map(\.problem) == (policy.problem.map { [$0] } ?? []))
    guard let fact = facts.first, let wish = policy.wish else { return }
    #expect(fact.by == .nginx && fact.line == 9 && fact.value == policy.value)
    #expect(fact.commands?.contains { $0.contains(wish) } == true)
    #expect(fact.commands?.last == "nginx -t && nginx -s reload")
  }
}

/// A clock that another minute stands on at every look.
private final class Moments: Sendable {
  private let minute = Mutex(0)

  func next() -> String {
    minute.withLock { minute in
      minute += 1
      return "08:0\(minute)"
    }
  }
}
