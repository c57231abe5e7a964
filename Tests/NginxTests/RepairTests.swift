import Nginx
import Testing

@Suite struct RepairTests {
  static let tree = MemoryTree([
    "/srv/app/static/css/a.css", "/srv/app/media/p.jpg", "/srv/html/index.html", "/srv/app/private/d.pdf",
  ])

  static let cases: [(String, String, Repair.Kind)] = [
    ("location /static/ { alias /srv/app/static; }", "/static/css/a.css", .aliasSlash),
    ("location /static/ { root /srv/app/static; }", "/static/css/a.css", .rootToAlias),
    ("location /static/ { root /srv/app/static; }", "/static/css/a.css", .doubledPrefix),
    ("location /static/ { alias /srv/app; }", "/static/css/a.css", .aliasToRoot),
    ("location /static/ { alias /srv/app/; }", "/static/css/a.css", .aliasToRoot),
    (
      "location ~ \\.css$ { root /srv/none; } location /static/ { root /srv/app; }", "/static/css/a.css",
      .prefixModifier
    ),
    ("location ~ ^/static/ { alias /srv/app/static/; }", "/static/css/a.css", .regexAliasToPrefix),
    ("location /static/ { alias /srv/app/static/; try_files /static$uri =404; }", "/static/css/a.css", .tryFiles),
    ("location /static/ { alias /srv/old/; }", "/static/css/a.css", .directory),
    ("location /private/ { internal; root /srv/app; }", "/private/d.pdf", .internalRemoved),
    ("location /static/ { deny all; root /srv/app; }", "/static/css/a.css", .ruleRemoved),
    ("location /static/ { auth_basic x; auth_basic_user_file /x; root /srv/app; }", "/static/css/a.css", .ruleRemoved),
    ("rewrite ^/static/(.*) /other/$1; location /static/ { root /srv/app; }", "/static/css/a.css", .rewriteRemoved),
    ("location / { root /srv/html; }", "/static/css/a.css", .locationAdded),
    (
      "location / { root /srv/html; } } server { listen 80; server_name other; root /srv/app;", "/static/css/a.css",
      .serverName
    ),
  ]

  @Test(arguments: cases)
  func findsTheRepair(server: String, path: String, kind: Repair.Kind) {
    let configuration = Configuration.load(
      files: MemoryFiles(http: "  server {\n    listen 80;\n    server_name first;\n    \(server)\n  }"))
    let resolver = Resolver(configuration)
    let request = Request(host: "h", target: path)
    let answer = resolver.resolve(request, in: Self.tree)
    #expect(answer.status != 200 || answer.handler != .file, "broken before: \(answer.steps)")
    let repairs = Repairs.find(
      for: request, answer: answer, in: Self.tree, resolver: resolver,
      knownRoots: [KnownRoot(label: "STATIC_ROOT", path: "/srv/app/static", urlPrefix: "/static/")])
    #expect(repairs.contains { $0.kind == kind }, "\(repairs.map(\.kind)) \(answer.steps)")
    #expect(repairs.allSatisfy { $0.answer.status == 200 && !$0.commands().isEmpty })
  }

  @Test func bodySize() {
    let configuration = Configuration.load(
      files: MemoryFiles(http: "server { listen 80; location /u { client_max_body_size 2m; proxy_pass http://a; } }"))
    let resolver = Resolver(configuration)
    var request = Request(method: "POST", host: "h", target: "/u")
    request.bodySize = 5_000_000
    let answer = resolver.resolve(request, in: Self.tree)
    #expect(answer.status == 413)
    let repairs = Repairs.find(for: request, answer: answer, in: Self.tree, resolver: resolver)
    #expect(repairs.map(\.kind) == [.bodySize])
    #expect(repairs.first?.after.first?.contains("client_max_body_size 5m;") == true)
  }

  @Test func proxyURI() {
    let configuration = Configuration.load(
      files: MemoryFiles(http: "server { listen 80; location /api/ { proxy_pass http://127.0.0.1:8000/; } }"))
    let resolver = Resolver(configuration)
    let request = Request(host: "h", target: "/api/x?y=1")
    let answer = resolver.resolve(request, in: Self.tree)
    #expect(answer.upstream?.uri == "/x?y=1")
    #expect(answer.upstream?.addresses == ["127.0.0.1:8000"])
    let repairs = Repairs.find(
      for: request, answer: answer, in: Self.tree, resolver: resolver, upstreamURI: "/api/x?y=1")
    #expect(repairs.first?.kind == .proxyURI)
  }

  @Test(arguments: [
    ("proxy_ignore_headers X-Accel-Redirect;", "alias /srv/app/private/;", Repair.Kind.accelRedirect),
    ("", "alias /srv/app/private;", .aliasSlash), ("", "root /srv/app;", nil),
    ("", "deny all; root /srv/app;", .ruleRemoved),
  ])
  func accelRedirect(proxy: String, location: String, kind: Repair.Kind?) {
    let server = "location /dl { proxy_pass http://a; \(proxy) } location /private/ { internal; \(location) }"
    let configuration = Configuration.load(files: MemoryFiles(http: "server { listen 80; \(server) }"))
    let resolver = Resolver(configuration)
    let request = Request(host: "h", target: "/dl/1")
    let answer = resolver.resolveInternal("/private/d.pdf", after: request, in: Self.tree)
    let repairs = Repairs.find(
      for: request, answer: answer, in: Self.tree, resolver: resolver, accelRedirect: "/private/d.pdf")
    #expect(
      kind == nil
        ? answer.status == 200 && answer.file == "/srv/app/private/d.pdf" : repairs.contains { $0.kind == kind })
  }

  @Test func mimeTypes() {
    let configuration = Configuration.load(files: MemoryFiles(http: "server { listen 80; root /srv/app; }"))
    let resolver = Resolver(configuration)
    let request = Request(host: "h", target: "/static/css/a.css")
    let answer = resolver.resolve(request, in: Self.tree)
    #expect(answer.headers.first == Header("Content-Type", "text/plain"))
    let repairs = Repairs.find(
      for: request, answer: answer, in: Self.tree, resolver: resolver, contentType: "text/css")
    #expect(repairs.first?.after.contains { $0.contains("include /etc/nginx/mime.types;") } == true)
  }
}
