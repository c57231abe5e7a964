import Foundation
import Notation
import Testing
import Wire

/// Plain HTTP against a real nginx.
@Suite(.withNginx) struct ExchangeTests {
  private static let site = """
    server { listen 127.0.0.1:PORT; listen unix:DIR/sock; server_name localhost;
      location / { }
      location = /twice { add_header X-Tag one; add_header X-Tag two; return 200 "hello"; }
      location = /gone { return 410; }
      location = /empty { return 204; } }
    """

  private func get(_ port: Int, _ target: String, method: String = "GET") async -> Exchange {
    await exchange(
      HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1", port: port, target: target), method: method),
      options: .patient)
  }

  @Test(arguments: ["/twice", "/gone", "/empty", "/missing", "/file.txt", "/dir"])
  func showsWhatCurlShows(target: String) async throws {
    try await withNginx(ExchangeTests.site) { port, directory in
      try "content".write(toFile: "\(directory)/www/file.txt", atomically: true, encoding: .utf8)
      try FileManager.default.createDirectory(atPath: "\(directory)/www/dir", withIntermediateDirectories: true)
      let seen = await get(port, target)
      let response = try #require(seen.response)
      let lines = try run(
        "/usr/bin/curl",
        ["-s", "-D", "-", "-o", "/dev/null", "-H", "Connection: close", "http://127.0.0.1:\(port)\(target)"]
      ).split(separator: "\r\n").map(String.init)
      let ours =
        ["\(response.version) \(response.status) \(response.reason)"]
        + response.headers.map { "\($0.name): \($0.value)" }
      let withoutDate = { (lines: [String]) in lines.filter { !$0.hasPrefix("Date:") } }
      #expect(withoutDate(ours) == withoutDate(lines))
      #expect(seen.problem == nil)
      #expect(response.completeness == .complete)
    }
  }

  @Test func keepsDuplicateHeadersInOrder() async throws {
    try await withNginx(ExchangeTests.site) { port, _ in
      let response = try #require(await get(port, "/twice").response)
      #expect(response.headers.values("x-tag") == ["one", "two"])
      #expect(response.body == Array("hello".utf8))
      #expect(response.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
    }
  }

  @Test func readsNoBodyAfterHead() async throws {
    try await withNginx(ExchangeTests.site) { port, _ in
      let response = try #require(await get(port, "/twice", method: "HEAD").response)
      #expect(response.framing == .none)
      #expect(response.bodyLength == 0)
      #expect(response.headers.first("content-length") == "5")
    }
  }

  @Test func countsBeyondWhatItKeeps() async throws {
    try await withNginx(ExchangeTests.site) { port, directory in
      let size = 3_000_000
      try Data(repeating: 0x41, count: size).write(to: URL(fileURLWithPath: "\(directory)/www/big"))
      let response = try #require(await get(port, "/big").response)
      #expect(response.bodyLength == size)
      #expect(response.body.count == 64 * 1024)
      let sum = try run("/usr/bin/sha256sum", ["\(directory)/www/big"]).prefix(64)
      #expect(response.sha256 == String(sum))
    }
  }

  @Test func goesThroughUnixSockets() async throws {
    try await withNginx(ExchangeTests.site) { _, directory in
      var options = ExchangeOptions.patient
      options.connectTo = [try #require(ConnectOverride(parsing: "unix:\(directory)/sock"))]
      let seen = await exchange(HTTPRequest(try WebURL(parsing: "http://localhost/twice")), options: options)
      #expect(seen.response?.status == 200)
      #expect(seen.peer == .unix(path: "\(directory)/sock"))
      #expect(seen.resolution == nil)
    }
  }

  @Test func connectsWhereItIsTold() async throws {
    try await withNginx(ExchangeTests.site) { port, _ in
      var options = ExchangeOptions.patient
      options.connectTo = [try #require(ConnectOverride(parsing: "pinned.example:80:127.0.0.1:\(port)"))]
      let seen = await exchange(HTTPRequest(try WebURL(parsing: "http://pinned.example/gone")), options: options)
      #expect(seen.response?.status == 410)
      #expect(seen.attempts.map(\.endpoint.description) == ["127.0.0.1:\(port)"])
    }
  }

  /// A machine's own hosts file may lack the second line.
  private static let bothFamilies = NameSources(hosts: "127.0.0.1 localhost\n::1 localhost\n", resolvConf: "")

  @Test func triesOneFamilyAfterTheOther() async throws {
    try await withNginx(ExchangeTests.site) { port, _ in
      let url = try WebURL(parsing: "http://localhost:\(port)/gone")
      var options = ExchangeOptions.patient
      options.names = ExchangeTests.bothFamilies
      let seen = await exchange(HTTPRequest(url), options: options)
      #expect(seen.response?.status == 410)
      #expect(seen.attempts.map(\.endpoint.family) == [.ipv6, .ipv4])
      #expect(seen.attempts.last?.outcome == .connected)
      #expect(seen.attempts.first?.outcome != .connected)
    }
  }

  @Test func canLookAtEveryFamily() async throws {
    try await withNginx(ExchangeTests.site) { port, _ in
      var options = ExchangeOptions.patient
      options.families = [.ipv4, .ipv6]
      options.triesEveryFamily = true
      options.names = ExchangeTests.bothFamilies
      let seen = await exchange(HTTPRequest(try WebURL(parsing: "http://localhost:\(port)/gone")), options: options)
      #expect(seen.attempts.map(\.endpoint.family) == [.ipv4, .ipv6])
      #expect(seen.problem == nil)
    }
  }

  @Test func sendsBodies() async throws {
    let site =
      "server { listen 127.0.0.1:PORT; client_max_body_size 10; location / { return 200 \"$request_method\"; } }"
    try await withNginx(site) { port, _ in
      let url = WebURL(scheme: .http, host: "127.0.0.1", port: port)
      let small = await exchange(HTTPRequest(url, method: "POST", body: Array("tiny".utf8)), options: .patient)
      #expect(small.response?.status == 200)
      let large = await exchange(HTTPRequest(url, method: "POST", body: Array("more than ten".utf8)), options: .patient)
      #expect(large.response?.status == 413)
    }
  }

  @Test func learnsTheBodyLimitWithoutSendingABody() async throws {
    let site = """
      server { listen 127.0.0.1:PORT; client_max_body_size 1m;
        location / { proxy_pass http://127.0.0.1:9; } }
      """
    try await withNginx(site) { port, _ in
      let url = WebURL(scheme: .http, host: "127.0.0.1", port: port)
      let ask = { (length: Int) in
        let headers = [HTTPHeader("Content-Length", String(length)), HTTPHeader("Expect", "100-continue")]
        return await exchange(HTTPRequest(url, method: "POST", headers: headers), options: .patient).response?.status
      }
      #expect(await ask(2_000_000) == 413)
      #expect(await ask(1_000_000) == 100)
    }
  }

  @Test func saysWhatKeptItFromConnecting() async throws {
    #expect(await get(1, "/").problem == .refused)
    var options = ExchangeOptions.patient
    options.connectTo = [ConnectOverride(host: nil, port: nil, destination: .unix(path: "/nonexistent/sock"))]
    let request = HTTPRequest(WebURL(scheme: .http, host: "a"))
    #expect(await exchange(request, options: options).problem == .noSuchSocket)
    options.connectTo = [
      ConnectOverride(host: nil, port: nil, destination: .unix(path: String(repeating: "x", count: 200)))
    ]
    #expect(await exchange(request, options: options).problem == .connectFailed(errno: 0))
  }

  @Test(arguments: [
    HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1"), method: "GE T"),
    HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1"), headers: [HTTPHeader("A", "b\r\nC: d")]),
    HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1"), headers: [HTTPHeader("A b", "c")]),
    HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1", target: "/a b")),
    HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1", target: "/a\r\nX: y")),
  ])
  func refusesRequestsThatBreakOut(request: HTTPRequest) async {
    let seen = await exchange(request, options: .patient)
    #expect(seen.problem == .invalidRequest)
    #expect(seen.attempts.isEmpty)
  }

  @Test func makesManyAtOnce() async throws {
    try await withNginx(ExchangeTests.site) { port, _ in
      let statuses = await withTaskGroup(of: Int?.self) { group in
        for _ in 0..<50 { group.addTask { await get(port, "/twice").response?.status } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == Array(repeating: 200, count: 50))
    }
  }

  @Test func endsWhenItsTaskIsCancelled() async throws {
    try await withServer([.readHead, .text("HTTP/1.1 103 Early Hints\r\n\r\n"), .silence]) { port in
      var options = ExchangeOptions.patient
      options.timeouts = ExchangeTimeouts(firstByte: .seconds(600), total: .seconds(600))
      let url = WebURL(scheme: .http, host: "127.0.0.1", port: port)
      let task = Task { [options] in await exchange(HTTPRequest(url), options: options) }
      try await Task.sleep(for: .milliseconds(100))
      task.cancel()
      #expect(await task.value.response == nil)
    }
  }
}
