import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What pages make a browser fetch, on recorded machines.
@Suite struct PageProbeTests {
  private static let proxy = "location / {\nproxy_pass http://127.0.0.1:8000;\n}"
  private static let plain = "<link rel=stylesheet href=http://shop.example/app.css><img src=http://shop.example/a.png>"

  /// A page by https, from the disk or from an application.
  private func server(_ lines: String, _ markup: String, scheme: String = "https") -> RecordedServer {
    var server = RecordedServer(
      shop: "listen 443 ssl; ssl_certificate /etc/ssl/shop.pem; ssl_certificate_key /etc/ssl/shop.key;\n\(lines)",
      files: ["/srv/shop/index.html"])
    server.options.targets = [Target(typed: "\(scheme)://shop.example/")]
    server.network.add("\(scheme)://shop.example/", HTTPResponse(type: "text/html", markup))
    return server
  }

  @Test func addressesInTheMarkupAreChangedThere() async throws {
    let seen = await server("root /srv/shop;", Self.plain).observations(of: PageProbe.self)
    let mixed = try #require(seen.values(PageMixedContent.self).first)
    #expect(mixed.reason == .markup && mixed.active == true && mixed.count == 2 && mixed.own == true)
    #expect(mixed.first == "http://shop.example/app.css" && mixed.host == "shop.example")
    #expect(mixed.file == "/srv/shop/index.html" && mixed.commands?.count == 1)
    #expect(mixed.commands?.first?.hasSuffix(" /srv/shop/index.html") == true)
  }

  @Test func aSettingThatBeginsTheAddressesIsNamed() async throws {
    var server = server(Self.proxy, Self.plain)
    server.machine.add("/srv/shop/.env", text: "DEBUG=0\nSTATIC_URL=http://shop.example/\n")
    try server.runApplication(environment: ["STATIC_URL": "http://shop.example/"])
    let seen = await server.observations(of: PageProbe.self)
    let mixed = try #require(seen.values(PageMixedContent.self).first)
    #expect(mixed.reason == .setting && mixed.setting == "STATIC_URL" && mixed.value == "http://shop.example/")
    #expect(mixed.source == "/srv/shop/.env:2" && mixed.commands?.count == 2)
    #expect(mixed.commands?.first?.contains("https://shop.example/") == true)
  }

  @Test func anApplicationThatDoesNotLearnTheSchemeIsTold() async throws {
    var server = server(Self.proxy, Self.plain)
    server.network.add { request, options in
      guard options.leads(request.url, to: "127.0.0.1:8000") else { return nil }
      let isTold = request.headers.first("X-Forwarded-Proto") == "https"
      return .response(HTTPResponse(type: "text/html", isTold ? "<img src=/a.png>" : Self.plain))
    }
    let seen = await server.observations(of: PageProbe.self)
    let mixed = try #require(seen.values(PageMixedContent.self).first)
    #expect(mixed.reason == .schemeUnknown && mixed.line == 9)
    #expect(mixed.commands?.first?.contains("proxy_set_header X-Forwarded-Proto $scheme;") == true)
  }

  @Test func anApplicationThatIgnoresTheSchemeIsTold() async throws {
    let server = server(
      "location / {\nproxy_pass http://127.0.0.1:8000;\nproxy_set_header X-Forwarded-Proto $scheme;\n}", Self.plain)
    var answering = server
    answering.network.add(at: "127.0.0.1:8000", "/", HTTPResponse(type: "text/html", Self.plain))
    let seen = await answering.observations(of: PageProbe.self)
    #expect(seen.values(PageMixedContent.self).map(\.reason) == [.schemeIgnored])
  }

  @Test func brokenFilesAreToldAndExamined() async throws {
    let markup = """
      <script src=/app.8d31f0.js></script><script type=module src=/main.mjs></script><img src=/a.png>
      <link rel=icon href=/favicon.ico><script src=https://cdn.other.example/x.js></script>
      """
    var server = server("root /srv/shop;", markup, scheme: "http")
    server.network.add("http://shop.example/app.8d31f0.js", HTTPResponse(404, type: "text/html"))
    server.network.add("http://shop.example/main.mjs", HTTPResponse(type: "text/html", markup))
    server.network.add("http://shop.example/a.png", HTTPResponse(type: "image/png", "png"))
    let seen = await server.observations(of: PageProbe.self)
    let broken = seen.values(PageAssetBroken.self)
    #expect(broken.map(\.asset) == ["http://shop.example/app.8d31f0.js", "http://shop.example/main.mjs"])
    #expect(broken.map(\.code) == [404, 200] && broken.map(\.kind) == ["script", "module"])
    #expect(broken.map(\.hashed) == [true, false] && broken.map(\.type) == ["text/html", "text/html"])
    #expect(seen.allSatisfy { $0.subject[.url] == "http://shop.example/" })
    let resolved = await server.observations(of: NginxResolveProbe.self).filter { $0.isOf(ResolveFileMissing.self) }
    #expect(resolved.contains { $0.subject[.url] == "http://shop.example/app.8d31f0.js" })
  }

  @Test func aPageWhoseFilesComeIsSound() async throws {
    var server = server("root /srv/shop;", "<script src=/app.js></script><img src=/a.png>")
    server.network.add("https://shop.example/app.js", HTTPResponse(type: "text/javascript", "1"))
    server.network.add("https://shop.example/a.png", HTTPResponse(type: "image/png", "png"))
    let seen = await server.observations(of: PageProbe.self)
    #expect(seen.values(PageAssetsCome.self).map(\.count) == [2] && seen.count == 1)
  }

  @Test func aNameOfTheOwnDomainWithoutAnAddressIsTold() async throws {
    var server = server(
      "root /srv/shop;", "<img src=https://img.shop.example/a.png><img src=https://img.other.example/>")
    server.network.add { request, _ in request.url.host.hasPrefix("img.") ? .problem(.nameResolution(.noSuchName)) : nil
    }
    let seen = await server.observations(of: PageProbe.self)
    #expect(seen.values(HTTPNameUnresolved.self).map(\.host) == ["img.shop.example"])
    #expect(seen.first?.subject[.url] == "https://img.shop.example/a.png")
  }
}
