import Glibc
import Notation
import Testing
import Wire

/// Connections that say nothing.
struct TouchTests {
  private func touched(_ port: Int) async -> Exchange {
    await touch(
      HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1", port: port, target: "/")), options: .patient)
  }

  @Test func nothingIsSent() async throws {
    let (listening, port) = try LocalSocket.bound()
    defer { close(listening) }
    let seen = await touched(port)
    #expect(seen.problem == nil && seen.response == nil)
    #expect(seen.attempts.map(\.outcome) == [.connected])
    let client = accept(listening, nil, nil)
    defer { close(client) }
    var byte: UInt8 = 0
    #expect(client >= 0 && recv(client, &byte, 1, 0) == 0)
  }

  @Test func aClosedPortIsRefused() async throws {
    let (listening, port) = try LocalSocket.bound()
    close(listening)
    #expect(await touched(port).problem == .refused)
  }
}
