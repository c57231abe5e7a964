import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Whether the configuration loads and which sites it leaves out, on recorded machines.
@Suite struct NginxConfigProbeTests {
  private static let site = """
    server {
        listen 80;
        server_name shop.example;
        root /srv/shop/public;
    }

    """

  /// A server that includes the sites of Debian's folders, and these files.
  private func server(_ files: [FilePath: String], main: String = "") -> RecordedServer {
    var server = RecordedServer()
    server.runNginx("include /etc/nginx/conf.d/*.conf;\ninclude /etc/nginx/sites-enabled/*;\n\(main)")
    server.options.targets = ["http://shop.example/a.jpg"]
    for (path, text) in files { server.machine.add(path, text: text) }
    return server
  }

  @Test func aSoundConfigurationIsValidAndNothingElse() async throws {
    var server = server(["/etc/nginx/sites-available/shop": Self.site])
    server.machine.add(link: "/etc/nginx/sites-enabled/shop", to: "../sites-available/shop")
    let seen = await server.observations(of: NginxConfigProbe.self)
    let valid = try #require(seen.values(ConfigValid.self).first)
    #expect(valid.file == "/etc/nginx/nginx.conf" && valid.servers == 1 && seen.count == 1)
  }

  @Test func aMissingSemicolonIsFoundAndMended() async throws {
    let broken = Self.site.split(separator: "\n").map { $0 == "    root /srv/shop/public;" ? $0.dropLast() : $0 }
    let seen = await server(["/etc/nginx/conf.d/shop.conf": broken.joined(separator: "\n") + "\n"])
      .observations(of: NginxConfigProbe.self)
    let invalid = try #require(seen.values(ConfigInvalid.self).first)
    #expect(invalid.file == "/etc/nginx/conf.d/shop.conf" && invalid.path == "/etc/nginx/conf.d/shop.conf:4")
    #expect(invalid.message == "unexpected \"}\"" && invalid.line == 5)
    #expect(invalid.patch?.contains("+    root /srv/shop/public;\n") == true)
    #expect(invalid.commands?.last == "nginx -t && nginx -s reload" && invalid.commands?.count == 2)
    #expect(seen.values(ConfigValid.self).isEmpty)
  }

  @Test func anUnknownAccountIsExchangedForOneThatIsThere() async throws {
    var server = server([:])
    server.machine.add("/etc/nginx/nginx.conf", text: "user nginx;\nevents {}\nhttp {}\n")
    let seen = await server.observations(of: NginxConfigProbe.self)
    let invalid = try #require(seen.values(ConfigInvalid.self).first)
    #expect(invalid.message.contains("getpwnam(\"nginx\") failed") && invalid.path == "/etc/nginx/nginx.conf:1")
    #expect(invalid.patch?.contains("-user nginx;\n+user www-data;\n") == true)
  }

  @Test func aSiteWithoutALinkIsToldForItsHost() async throws {
    let seen = await server(["/etc/nginx/sites-available/shop": Self.site]).observations(of: NginxConfigProbe.self)
    let missing = try #require(seen.first { $0.isOf(SiteNotIncluded.self) })
    let fact = try #require(missing.value(of: SiteNotIncluded.self))
    #expect(fact.reason == .noLink && fact.names == ["shop.example"])
    #expect(fact.file == "/etc/nginx/sites-available/shop" && fact.link == "/etc/nginx/sites-enabled/shop")
    #expect(
      fact.enable == [
        "ln -sfn /etc/nginx/sites-available/shop /etc/nginx/sites-enabled/shop && nginx -t && nginx -s reload"
      ])
    #expect(missing.subject[.url] == "http://shop.example/a.jpg")
  }

  @Test func aLinkThatLeadsNowhereIsToldWithTheFileThatIsMeant() async throws {
    var server = server(["/etc/nginx/sites-available/shop.conf": Self.site])
    server.machine.add(link: "/etc/nginx/sites-enabled/shop", to: "../sites-available/shop")
    let seen = await server.observations(of: NginxConfigProbe.self)
    let fact = try #require(seen.values(SiteNotIncluded.self).first { $0.reason == .danglingLink })
    #expect(fact.file == "/etc/nginx/sites-available/shop.conf" && fact.link == "/etc/nginx/sites-enabled/shop")
    let invalid = try #require(seen.values(ConfigInvalid.self).first)
    #expect(invalid.path == "/etc/nginx/sites-enabled/shop" && invalid.message.contains("No such file"))
    #expect(invalid.commands == fact.enable)
  }

  @Test func aSiteUnderANameThatNoPatternTakesIsToBeRenamed() async throws {
    let seen = await server(["/etc/nginx/conf.d/shop": Self.site, "/etc/nginx/conf.d/old.conf.bak": Self.site])
      .observations(of: NginxConfigProbe.self)
    let facts = seen.values(SiteNotIncluded.self)
    #expect(facts.map(\.reason) == [.notMatched] && facts.map(\.file) == ["/etc/nginx/conf.d/shop"])
    #expect(facts[0].enable?.first?.hasPrefix("mv /etc/nginx/conf.d/shop /etc/nginx/conf.d/shop.conf && ") == true)
  }

  @Test(arguments: [
    ("server { listen 80; server_name shop.example; }", ConfigWithoutEffect.Kind.serverName),
    ("server { listen 81; location ~ \\.jpg$ {} location ~ \\.jpg$ { expires 1d; } }", .repeatedRegex),
    ("server { listen 81; location ^~ /media/ {} location ~ ^/media/.+\\.jpg$ { expires 1d; } }", .shadowedRegex),
    ("include /etc/nginx/parts/*.conf;", .emptyInclude),
  ])
  func whatCanNeverBeUsedIsNoted(_ main: String, _ kind: ConfigWithoutEffect.Kind) async throws {
    let files: [FilePath: String] = [
      "/etc/nginx/conf.d/shop.conf": Self.site, "/etc/nginx/parts/gzip": "gzip on;\n",
    ]
    let seen = await server(files, main: main).observations(of: NginxConfigProbe.self)
    let note = try #require(seen.values(ConfigWithoutEffect.self).first)
    #expect(note.kind == kind && note.file == "/etc/nginx/nginx.conf" && note.line == 8)
    #expect(seen.values(ConfigWithoutEffect.self).count == 1 && seen.values(ConfigValid.self).count == 1)
  }

  @Test func aFileThatIsNotOursToReadMakesNoConfigurationInvalid() async throws {
    var server = server(["/etc/nginx/conf.d/shop.conf": Self.site])
    server.machine.closedFiles = [Place("/etc/nginx/conf.d/shop.conf")]
    let seen = await server.observations(of: NginxConfigProbe.self)
    let closed = try #require(seen.values(ConfigUnreadable.self).first)
    #expect(closed.errno == "EACCES" && closed.file == "/etc/nginx/conf.d/shop.conf")
    #expect(seen.values(ConfigInvalid.self).isEmpty && seen.values(ConfigValid.self).isEmpty)
  }
}
