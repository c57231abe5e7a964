import Foundation
import Glibc
import Notation
import Testing

@testable import Wire

/// Name resolution against name servers on real sockets.
struct DNSTests {
  @Test func asksForBothFamilies() async throws {
    let server = try NameServer { question in
      question.type == 1 ? .records([[192, 0, 2, 1], [192, 0, 2, 2]]) : .records([[UInt8](repeating: 1, count: 16)])
    }
    let resolution = await resolve("web.example", server)
    #expect(resolution.source == .dns)
    #expect(resolution.addresses.map(\.description) == ["101:101:101:101:101:101:101:101", "192.0.2.1", "192.0.2.2"])
    #expect(resolution.queries.map(\.type) == [.aaaa, .a])
  }

  @Test(arguments: [
    (NameServer.Answer.code(3), Resolution.Failure.noSuchName), (.code(2), .serverFailure), (.code(5), .serverFailure),
    (.records([]), .noAddress), (.nothing, .timedOut), (.garbage, .serverFailure),
  ])
  func saysWhyThereIsNoAddress(answer: NameServer.Answer, failure: Resolution.Failure) async throws {
    let patience = failure == .timedOut ? 1 : 30
    let resolution = await resolve("web.example", try NameServer { _ in answer }, patience: patience)
    #expect(resolution.failure == failure)
    #expect(resolution.addresses.isEmpty)
    #expect(!resolution.queries.isEmpty)
  }

  @Test func noticesThatNoServerListens() async throws {
    let sources = NameSources(resolvConf: "nameserver 127.0.0.1", serverPort: 1)
    let resolution = await NameResolver(sources: sources, families: [.ipv4], within: .seconds(120)).resolve("a.b")
    #expect(resolution.failure == .serverUnreachable)
    #expect(resolution.queries.first?.outcome == .unreachable(errno: ECONNREFUSED))
  }

  @Test func fetchesLongAnswersOverTCP() async throws {
    let server = try NameServer { question in
      question.overTCP ? .records((1...60).map { [192, 0, 2, $0] }) : .truncated
    }
    let resolution = await resolve("many.example", server, families: [.ipv4])
    #expect(resolution.addresses.count == 60)
  }

  @Test func goesThroughTheSearchList() async throws {
    let server = try NameServer { question in
      question.name == "web.two.example" ? .records([[192, 0, 2, 1]]) : .code(3)
    }
    let resolution = await resolve("web", server, families: [.ipv4], search: "search one.example two.example")
    #expect(resolution.queries.map(\.name) == ["web.one.example", "web.two.example"])
    #expect(resolution.addresses.map(\.description) == ["192.0.2.1"])
  }

  @Test func asksNobodyAboutWhatIsKnown() async {
    let sources = NameSources(hosts: "192.0.2.7 web.example", resolvConf: "nameserver 192.0.2.1")
    let resolver = NameResolver(sources: sources, families: [.ipv6, .ipv4], within: .seconds(5))
    #expect(await resolver.resolve("WEB.example.").source == .hostsFile)
    #expect(await resolver.resolve("::1").source == .literal)
    #expect(await resolver.resolve("x.localhost").source == .localhost)
    #expect(await resolver.resolve("a..b").failure == .invalidName)
    #expect(await resolver.resolve(String(repeating: "a", count: 64) + ".b").failure == .invalidName)
  }

  @Test func refusesMessagesThatLoop() {
    let header: [UInt8] = [0, 1, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]
    #expect(DNSMessage(parsing: header + [0xc0, 12, 0, 1, 0, 1]) == nil)
    #expect(DNSMessage(parsing: header + [1, 0x61, 0xc0, 12, 0, 1, 0, 1]) == nil)
    #expect(
      DNSMessage(parsing: header + [1, 0x61, 0, 0, 1, 0, 1, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0xff, 0xff]) == nil)
  }

  private func resolve(
    _ name: String, _ server: NameServer, families: [AddressFamily] = [.ipv6, .ipv4], search: String = "",
    patience: Int = 30
  ) async -> Resolution {
    let sources = NameSources(
      resolvConf: "nameserver 127.0.0.1\noptions attempts:1 timeout:\(patience)\n\(search)\n", serverPort: server.port)
    let resolver = NameResolver(sources: sources, families: families, within: .seconds(120))
    let resolution = await resolver.resolve(name)
    server.stop()
    return resolution
  }
}
