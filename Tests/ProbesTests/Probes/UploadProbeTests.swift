import Diagnostics
import Facts
import Linux
import Notation
import Testing
import Wire

@testable import Probes

/// Who refuses the size of an upload that is announced, on recorded machines.
@Suite struct UploadProbeTests {
  /// An nginx that lets `inner` through, behind a server that refuses more than `outer` bytes.
  private func server(inner: String, outer: Int) -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(
      """
      server {
          listen 80; server_name shop.example; client_max_body_size \(inner);
          location / { proxy_pass http://127.0.0.1:8000; }
      }
      """)
    server.options.uploadURL = "http://shop.example/upload"
    server.network.add { request, options in
      if options.leads(request.url, to: "127.0.0.1:80") { return .response(HTTPResponse(status: 200)) }
      let size = request.headers.first("Content-Length").flatMap { Int($0) } ?? 0
      let refusal = HTTPResponse(status: 413, headers: [HTTPHeader("Server", "HAProxy")])
      return .response(size > outer ? refusal : HTTPResponse(status: 200))
    }
    return server
  }

  @Test func aServerBeforeNginxRefusesWhatNginxTakes() async throws {
    let seen = await server(inner: "50m", outer: 10 << 20).observations(of: UploadProbe.self)
    let limit = try #require(seen.values(UploadOuterLimit.self).first)
    #expect(limit.size == 20 << 20 && limit.innerLimit == 50 << 20)
    #expect(limit.inner == "127.0.0.1:80" && limit.server == "HAProxy" && limit.address == "shop.example")
    #expect(seen.first { $0.isOf(UploadOuterLimit.self) }?.subject[.url] == "http://shop.example/upload")
  }

  @Test func noMoreIsAnnouncedThanNginxTakes() async {
    let seen = await server(inner: "1m", outer: 10 << 20).observations(of: UploadProbe.self)
    #expect(seen.values(UploadOuterLimit.self).isEmpty)
  }

  @Test(arguments: [(4 << 20, 1), (5 << 20, 0)])
  func noMoreIsAnnouncedThanTheApplicationTakes(outer: Int, count: Int) async throws {
    var server = server(inner: "50m", outer: outer)
    try server.runGunicorn(settings: ["MAX_CONTENT_LENGTH": "5242880", "MEDIA_ROOT": "/srv/shop/media"])
    let limits = await server.observations(of: UploadProbe.self).values(UploadOuterLimit.self)
    #expect(limits.map(\.size) == Array(repeating: 5_242_880, count: count))
  }

  @Test func aLimitFarAboveWhatPeopleUploadIsNoFault() async throws {
    var server = server(inner: "9g", outer: 100 << 20)
    try server.runGunicorn(settings: ["MAX_CONTENT_LENGTH": "1073741824", "MEDIA_ROOT": "/srv/shop/media"])
    let seen = await server.observations(of: UploadProbe.self)
    #expect(seen.values(UploadOuterLimit.self).isEmpty)
  }

  @Test func aRefusalBehindNginxIsNoOuterLimit() async {
    var server = server(inner: "50m", outer: 10 << 20)
    server.network.add { request, _ in request.method == "POST" ? .response(HTTPResponse(status: 413)) : nil }
    let seen = await server.observations(of: UploadProbe.self)
    #expect(seen.values(UploadOuterLimit.self).isEmpty)
  }

  @Test func anAnswerOfNginxItselfHasNoServerBeforeIt() async throws {
    let address = try #require(IPAddress("192.0.2.5"))
    var server = server(inner: "50m", outer: 10 << 20)
    try server.listen(100, at: "0.0.0.0:80")
    server.network.add { request, options in
      guard !options.leads(request.url, to: "127.0.0.1:80") else { return nil }
      var exchange = Exchange(request)
      exchange.peer = .tcp(address, port: 80)
      exchange.local = .tcp(address, port: 51_000)
      exchange.response = HTTPResponse(status: request.method == "POST" ? 413 : 200)
      return .exchange(exchange)
    }
    let seen = await server.observations(of: UploadProbe.self)
    #expect(seen.values(UploadOuterLimit.self).isEmpty)
  }
}
