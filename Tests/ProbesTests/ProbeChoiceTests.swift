import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Which probes run and which are told: what one of them says is the same, whoever else is told.
@Suite struct ProbeChoiceTests {
  @Test func allAreToldWithoutAChoice() {
    let choice = ProbeChoice(only: [], skip: [])
    #expect(choice.told == choice.running && choice.told.count == ProbeList.all.count)
  }

  @Test func whatAProbeBuildsOnRunsUntold() {
    let choice = ProbeChoice(only: ["nginx-resolve"], skip: [])
    #expect(choice.told == ["nginx-resolve"])
    #expect(choice.running == ["nginx-resolve", "http", "page", "nginx-log", "cache"])
  }

  @Test func whatIsLeftOutNeverRuns() {
    let choice = ProbeChoice(only: ["nginx-resolve"], skip: ["http"])
    #expect(!choice.running.contains("http") && choice.running.contains("nginx-log"))
  }

  @Test func foundationsAreOfEarlierStages() {
    func stage(_ id: String) -> Int? { ProbeList.stages.firstIndex { $0.contains { type(of: $0).id == id } } }
    for (id, kinds) in ProbeList.foundations {
      for kind in kinds { #expect(stage(kind.id)! < stage(id)!, "\(id) builds on \(kind.id)") }
    }
  }

  @Test(arguments: ["nginx-resolve", "path", "nginx-log", "manifest"])
  func aChoiceChangesNoAnswer(id: String) async throws {
    var server = RecordedServer()
    server.machine.add("/srv/site/a.css", text: "body {}")
    server.machine.add(
      "/var/log/nginx/error.log",
      text:
        "2027/01/15 07:59:00 [error] 101#101: *1 open() \"/srv/site/b.css\" failed (2: No such file or directory), client: 127.0.0.1, server: shop.example, request: \"GET /b.css HTTP/1.1\", host: \"shop.example\"\n"
    )
    server.runNginx(
      "error_log /var/log/nginx/error.log; server { listen 80; server_name shop.example; root /srv/site; }")
    server.options.targets = ["http://shop.example/b.css"]
    server.network.add("http://shop.example/b.css", HTTPResponse(status: 404))
    let probe = try #require(ProbeList.all.map { type(of: $0) as any Probe.Type }.first { $0.id == id })
    let alone = await server.observations(of: probe)
    let all = await server.observations().filter { $0.probe == id }
    #expect(Set(alone.map(\.summary)) == Set(all.map(\.summary)))
    #expect(alone.allSatisfy { $0.probe == id })
  }
}
