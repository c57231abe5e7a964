import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Whether what pages of another origin need may be read by them, on recorded machines.
@Suite struct CORSProbeTests {
  private static let store = """
    server {
        listen 80;
        server_name cdn.shop.example;
        root /srv/cdn;
    }
    """

  /// A page of shop.example and the host of its files, which the same nginx serves.
  private func server(_ markup: String, store: String = store) -> RecordedServer {
    RecordedServer(
      shop: "root /srv/shop;", beside: store, files: ["/srv/cdn/app.mjs", "/srv/cdn/a.woff2"], asked: "/",
      live: HTTPResponse(type: "text/html", markup))
  }

  private static let module = "<script type=module src=http://cdn.shop.example/app.mjs></script>"

  @Test func aModuleWithoutTheHeaderIsBlockedAndGetsIt() async throws {
    var server = server(Self.module)
    server.network.add("http://cdn.shop.example/app.mjs", HTTPResponse(type: "text/javascript", "1"))
    let seen = await server.observations(of: CORSProbe.self)
    let blocked = try #require(seen.values(CORSBlocked.self).first)
    #expect(blocked.problem == .absent && blocked.kind == "module" && blocked.origin == "http://shop.example")
    #expect(blocked.asset == "http://cdn.shop.example/app.mjs" && blocked.code == 200 && blocked.allowed == "")
    #expect(blocked.file == "/etc/nginx/nginx.conf" && blocked.line == 9)
    #expect(
      blocked.commands?.first?.contains("add_header Access-Control-Allow-Origin http://shop.example always;") == true)
    #expect(seen.first?.subject[.url] == "http://shop.example/" && seen.count == 1)
  }

  @Test(arguments: [
    ("http://www.shop.example", CORSBlocked.Problem.otherOrigin), ("http://shop.example/", .malformed),
    ("shop.example", .malformed), ("http://shop.example, http://www.shop.example", .several),
  ])
  func aHeaderThatNamesNobodyOrOthersBlocks(_ value: String, _ problem: CORSBlocked.Problem) async throws {
    let store =
      Self.store.split(separator: "}").joined() + "    add_header Access-Control-Allow-Origin \"\(value)\";\n}"
    var server = server(Self.module, store: store)
    server.network.add(
      "http://cdn.shop.example/app.mjs",
      HTTPResponse(type: "text/javascript", "1", headers: ["Access-Control-Allow-Origin": value]))
    let seen = await server.observations(of: CORSProbe.self)
    let blocked = try #require(seen.values(CORSBlocked.self).first)
    #expect(blocked.problem == problem && blocked.allowed == value && blocked.line == 13)
    #expect(blocked.commands?.first?.contains("http://shop.example") == true)
  }

  @Test(arguments: ["*", "http://shop.example"]) func aHeaderThatAllowsIsTold(_ value: String) async throws {
    var server = server(Self.module)
    server.network.add(
      "http://cdn.shop.example/app.mjs",
      HTTPResponse(type: "text/javascript", "1", headers: ["Access-Control-Allow-Origin": value]))
    let seen = await server.observations(of: CORSProbe.self)
    #expect(seen.values(CORSAllowed.self).map(\.asset) == ["http://cdn.shop.example/app.mjs"] && seen.count == 1)
  }

  @Test func fontsOfAStyleSheetAreAskedFor() async throws {
    var server = server("<link rel=stylesheet href=http://cdn.shop.example/app.css>")
    server.network.add(
      "http://cdn.shop.example/app.css",
      HTTPResponse(type: "text/css", "@font-face { src: url(\"a.woff2?v=3\") format(\"woff2\"), url(logo.png) }"))
    server.network.add("http://cdn.shop.example/a.woff2?v=3", HTTPResponse(type: "font/woff2", "wOF2"))
    let seen = await server.observations(of: CORSProbe.self)
    let blocked = seen.values(CORSBlocked.self)
    #expect(blocked.map(\.asset) == ["http://cdn.shop.example/a.woff2?v=3"] && blocked.map(\.kind) == ["font"])
  }

  @Test func aFontThatASettingPutsOnItsOwnHostIsAskedForTheSite() async throws {
    var server = RecordedServer(
      shop: "location / { proxy_pass http://127.0.0.1:8000; }", beside: Self.store, files: ["/srv/cdn/a.woff2"])
    try server.runApplication(environment: ["STATIC_URL": "http://cdn.shop.example/"])
    server.options.targets = ["http://cdn.shop.example/a.woff2"]
    server.network.add("http://cdn.shop.example/a.woff2", HTTPResponse(type: "font/woff2", "wOF2"))
    let seen = await server.observations(of: CORSProbe.self)
    let blocked = try #require(seen.values(CORSBlocked.self).first)
    #expect(blocked.problem == .absent && blocked.kind == "font" && blocked.origin == "http://shop.example")
  }

  @Test func whatNeedsNoPermissionIsNotAskedFor() async throws {
    let markup = """
      <script type=module src=/app.mjs></script><script src=http://cdn.shop.example/old.js></script>
      <script type=module src=http://cdn.other.example/app.mjs></script><img src=http://cdn.shop.example/a.png>
      """
    var server = server(markup)
    server.network.add { request, _ in
      request.url.target == "/" ? nil : .response(HTTPResponse(type: "text/javascript", "1"))
    }
    #expect(await server.observations(of: CORSProbe.self).isEmpty)
  }
}
