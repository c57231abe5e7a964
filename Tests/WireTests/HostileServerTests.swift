import Notation
import Testing
import Wire

/// Servers that break every rule: each exchange ends in a value, in time and in bounded memory.
struct HostileServerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var script: [ScriptedServer.Step]
    var problem: ExchangeProblem?
    var completeness: BodyCompleteness?
    var status: Int?

    init(
      _ name: String, _ script: [ScriptedServer.Step], _ problem: ExchangeProblem?,
      _ completeness: BodyCompleteness? = nil, status: Int? = nil
    ) {
      testDescription = name
      self.script = script
      self.problem = problem
      self.completeness = completeness
      self.status = status ?? (completeness == nil ? nil : 200)
    }
  }

  private static let head = "HTTP/1.1 200 OK\r\n"

  static let cases: [Case] = [
    Case("silence", [.readHead, .silence], .firstByteTimeout),
    Case("close at once", [.readHead], .closedWithoutAnswer),
    Case("reset at once", [.readHead, .reset], .reset),
    Case("close in headers", [.readHead, .text(head + "A: b\r\n")], .closedInHeaders),
    Case("stop in headers", [.readHead, .text(head + "A: b\r\n"), .silence], .totalTimeout),
    Case("dripping", [.readHead, .drip(head + "Content-Length: 2\r\n\r\nok")], nil, .complete),
    Case(
      "dripping for ever", [.readHead, .text(head), .drip(String(repeating: "A: b\r\n", count: 2000))], .totalTimeout),
    Case("endless header lines", [.readHead, .text(head), .forever(Array("A: b\r\n".utf8))], .headersTooLarge),
    Case(
      "endless header", [.readHead, .text(head + "A: "), .forever([UInt8](repeating: 0x41, count: 1000))],
      .headersTooLarge),
    Case(
      "endless status line", [.readHead, .text("HTTP/1.1 "), .forever([UInt8](repeating: 0x31, count: 1000))],
      .headersTooLarge),
    Case(
      "endless interim answers", [.readHead, .forever(Array("HTTP/1.1 103 Early Hints\r\n\r\n".utf8))],
      .malformedResponse(.tooManyInterimAnswers)),
    Case(
      "HTTP/0.9", [.readHead, .text("<html>hello</html>")],
      .malformedResponse(.notHTTP(prefix: Array("<html>hello</html>".utf8)))),
    Case("short garbage", [.readHead, .text("hi")], .malformedResponse(.notHTTP(prefix: Array("hi".utf8)))),
    Case("TLS alert", [.readHead, .send([0x15, 3, 1, 0, 2, 2, 70])], .malformedResponse(.tlsRecord)),
    Case(
      "HTTP/2 settings", [.readHead, .send([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])],
      .malformedResponse(.http2Frame)),
    Case("no status", [.readHead, .text("HTTP/1.1 OK\r\n\r\n")], .malformedResponse(.statusLine("HTTP/1.1 OK"))),
    Case(
      "no colon", [.readHead, .text(head + "nonsense\r\n\r\n")], .malformedResponse(.headerLine("nonsense")),
      .truncated(expected: nil, received: 0)),
    Case(
      "two lengths", [.readHead, .text(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")],
      .malformedResponse(.contentLength(["1", "2"])), .truncated(expected: nil, received: 0)),
    Case(
      "negative length", [.readHead, .text(head + "Content-Length: -1\r\n\r\n")],
      .malformedResponse(.contentLength(["-1"])), .truncated(expected: nil, received: 0)),
    Case(
      "truncated", [.readHead, .text(head + "Content-Length: 9\r\n\r\nabc")], .truncatedBody,
      .truncated(expected: 9, received: 3)),
    Case(
      "truncated chunks", [.readHead, .text(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nab")], .truncatedBody,
      .truncated(expected: nil, received: 2)),
    Case(
      "no chunk size", [.readHead, .text(head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n")], .badChunking,
      .badChunking),
    Case(
      "huge chunk size", [.readHead, .text(head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n")],
      .badChunking, .badChunking),
    Case(
      "endless chunk size",
      [.readHead, .text(head + "Transfer-Encoding: chunked\r\n\r\n"), .forever([UInt8](repeating: 0x30, count: 1000))],
      .badChunking, .badChunking),
    Case(
      "chunk too long", [.readHead, .text(head + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n")],
      .badChunking, .badChunking),
    Case(
      "endless trailers",
      [.readHead, .text(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n"), .forever(Array("A: b\r\n".utf8))],
      .badChunking, .badChunking),
    Case(
      "endless body", [.readHead, .text(head + "\r\n"), .forever([UInt8](repeating: 0x41, count: 65536))], nil,
      .stopped(atLimit: 0)),
    Case(
      "endless chunks",
      [.readHead, .text(head + "Transfer-Encoding: chunked\r\n\r\n"), .forever(Array("1\r\na\r\n".utf8))],
      nil, .stopped(atLimit: 0)),
    Case("reset in body", [.readHead, .text(head + "Content-Length: 9\r\n\r\nabc"), .reset], .reset, .reset),
    Case(
      "stop in body", [.readHead, .text(head + "Content-Length: 9\r\n\r\nabc"), .silence], .totalTimeout, .timedOut),
    Case(
      "switching protocols", [.readHead, .text("HTTP/1.1 101 Switching Protocols\r\n\r\n"), .silence], nil, .complete,
      status: 101),
    Case(
      "answer before the request", [.text("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"), .silence], nil,
      .complete, status: 408),
  ]

  /// Deadlines that are short only where one is what the example is about.
  private func options(_ example: Case) -> ExchangeOptions {
    var options = ExchangeOptions.patient
    options.timeouts = ExchangeTimeouts(
      connect: .seconds(60), firstByte: example.problem == .firstByteTimeout ? .milliseconds(200) : .seconds(60),
      total: example.problem == .totalTimeout ? .seconds(2) : .seconds(120))
    options.readLimit = 1 << 20
    return options
  }

  @Test(arguments: cases)
  func endsInAValue(example: Case) async throws {
    let options = options(example)
    let seen = try await withServer(example.script) { port in
      await exchange(HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1", port: port)), options: options)
    }
    #expect(seen.problem == example.problem)
    if let expected = example.completeness {
      let response = try #require(seen.response)
      #expect(response.status == example.status)
      if case .stopped = expected {
        guard case .stopped(let limit) = response.completeness else {
          Issue.record("read to \(response.completeness)")
          return
        }
        #expect(limit > options.readLimit)
        #expect(response.body.count == options.bodyLimit)
      } else {
        #expect(response.completeness == expected)
      }
    }
  }

  @Test(
    arguments: [
      (
        "plain HTTP", [.text("HTTP/1.1 400 Bad Request\r\n\r\n")],
        TLSFailure.notTLS(prefix: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
      ),
      ("garbage", [.text("garbage")], TLSFailure.notTLS(prefix: Array("garbage".utf8))),
      ("alert", [.send([0x15, 3, 3, 0, 2, 2, 40])], TLSFailure.alert(code: 40)),
      ("closed", [], TLSFailure.closed),
      ("silence", [.silence], TLSFailure.timedOut),
    ] as [(String, [ScriptedServer.Step], TLSFailure)])
  func breaksTheHandshake(name: String, script: [ScriptedServer.Step], failure: TLSFailure) async throws {
    var options = ExchangeOptions.patient
    options.timeouts.tls = failure == .timedOut ? .milliseconds(200) : .seconds(60)
    options.timeouts.total = .seconds(120)
    let seen = try await withServer([.readTLSHello] + script) { port in
      await exchange(HTTPRequest(WebURL(scheme: .https, host: "127.0.0.1", port: port)), options: options)
    }
    #expect(seen.problem == (failure == .timedOut ? .tlsTimeout : .tlsFailure))
    #expect(seen.tls?.failures == [failure])
  }
}
