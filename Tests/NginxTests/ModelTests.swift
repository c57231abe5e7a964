import Nginx
import Testing

@Suite struct ModelTests {
  @Test func readsConfigureArguments() {
    let text = """
      configure arguments: --with-cc-opt='-g -O2' --prefix=/etc/nginx --conf-path=/etc/nginx/nginx.conf \
      --error-log-path=/var/log/nginx/error.log --user=nginx --http-proxy-temp-path=cache/proxy --with-http_ssl_module \
      --without-http_gzip_module
      """
    let build = Build.parse(configureArguments: text, version: "1.27.0")
    #expect(build.prefix == "/etc/nginx")
    #expect(build.proxyTempPath == "/etc/nginx/cache/proxy")
    #expect(build.clientBodyTempPath == "/etc/nginx/client_body_temp")
    #expect(build.user == "nginx")
    #expect(build.modules == ["http_ssl_module"])
    #expect(build.withoutModules == ["http_gzip_module"])
  }

  static let configuration = Configuration.load(
    files: MemoryFiles([
      "/etc/nginx/nginx.conf": """
      user deploy; error_log syslog:server=unix:/dev/log;
      events {}
      http {
        client_max_body_size 8m; proxy_temp_path cache; add_header X-A a;
        upstream app { server 127.0.0.1:8000; server unix:/run/app.sock; server backup.local down; }
        include sites/*;
      }
      """,
      "/etc/nginx/sites/a": """
      server { listen 8080 default_server; listen [::1]:443 ssl; server_name a.example b.example; root html;
        access_log logs/a.log; error_log stderr;
        location /x/ { client_max_body_size 0; alias /srv/x/; access_log off;
          location ~ \\.php$ { fastcgi_pass app; add_header X-B b; } } }
      """,
      "/etc/nginx/sites/b": "server { location / { proxy_pass http://app/base; } }",
    ]))

  @Test func describesServersAndLocations() throws {
    #expect(Self.configuration.problems.isEmpty)
    #expect(Self.configuration.user == "deploy")
    #expect(Self.configuration.files == ["/etc/nginx/nginx.conf", "/etc/nginx/sites/a", "/etc/nginx/sites/b"])
    let server = try #require(Self.configuration.servers.first)
    #expect(server.names == ["a.example", "b.example"])
    #expect(server.listens.map(\.port) == [8080, 443])
    #expect(server.listens.map(\.isTLS) == [false, true])
    #expect(server.listens.map(\.family) == [.ipv4, .ipv6])
    #expect(server.settings.documentRootPath == "/usr/share/nginx/html")
    #expect(server.settings.accessLogs == [.file("/usr/share/nginx/logs/a.log")])
    #expect(server.settings.errorLogs == [.standardError])
    #expect(server.settings.maxBodySize == 8 << 20)
    let location = try #require(server.locations.first)
    #expect(location.settings.maxBodySize == nil)
    #expect(location.settings.accessLogs == [.off])
    #expect(location.settings.proxyTempPath == "/usr/share/nginx/cache")
    #expect(location.handler == .file)
    let nested = try #require(location.children.first)
    #expect(nested.pattern.modifier == .regex)
    #expect(nested.handler == .fastcgi)
    #expect(nested.effective("alias").first?.arguments == ["/srv/x/"])
    #expect(nested.effective("add_header").map(\.arguments) == [["X-B", "b"]])
    #expect(location.effective("fastcgi_pass").isEmpty)
  }

  @Test func resolvesUpstreams() throws {
    let server = try #require(Self.configuration.servers.last)
    #expect(server.names == [""])
    let pass = try #require(server.locations.first?.effective("proxy_pass").first)
    #expect(Self.configuration.addresses(ofPass: pass) == ["127.0.0.1:8000", "unix:/run/app.sock"])
  }

  @Test func explainsAnAnswer() {
    let configuration = Configuration.load(
      files: MemoryFiles(
        http: """
          server { listen 80; server_name a; root /srv; add_header X-A a;
            location /static/ { root /srv; }
            location ~ \\.css$ { add_header X-B b; try_files $uri /fb.html; deny all; } }
          """))
    let tree = MemoryTree(["/srv/fb.html"])
    let answer = Resolver(configuration).resolve(Request(host: "other", target: "/static/a.css"), in: tree)
    #expect(answer.server?.isFallback == true)
    #expect(answer.status == 403)
    #expect(answer.deniedBy?.kind == .deny)
    #expect(answer.deniedBy?.position.line == 5)
    #expect(answer.regexBeatPrefix?.prefix.pattern == "/static/")
    #expect(answer.addedHeaders.dropped.map(\.name) == ["X-A"])
    #expect(answer.handler == .deny)
  }

  @Test(arguments: ["http", "https"])
  func nobodyListens(scheme: String) throws {
    let configuration = Configuration.load(files: MemoryFiles(http: "server { listen 8080; }"))
    let answer = Resolver(configuration).resolve(try Request(url: "\(scheme)://h/"), in: MemoryTree())
    #expect(answer.server == nil)
    #expect(answer.status == nil)
    #expect(answer.certain)
  }
}

/// What nginx reads and never uses, and slips that one line's change mends.
@Suite struct NoteTests {
  private static func configuration(_ http: String) -> Configuration {
    Configuration.load(files: MemoryFiles(http: http))
  }

  @Test(arguments: [
    ("server { listen 80; server_name a b; } server { listen 80; server_name c a; }", ["server-name"]),
    ("server { listen 80; server_name a; } server { listen 8080; server_name a; }", []),
    ("server { listen 80; server_name _; } server { listen 80; server_name _; }", []),
    ("server { location ~ x$ { } location ~ x$ { } location ~* x$ { } }", ["repeated-regex"]),
    ("server { location ^~ /a/ { } location ~ ^/a/b\\.css$ { } }", ["shadowed-regex"]),
    ("server { location ^~ /a/ { } location ~ ^/a?/b { } location ~ ^/b|^/a/ { } }", []),
    ("server { location ^~ /a/ { } location /a/b/ { } location ~ ^/a/b/c { } }", []),
  ])
  func notes(http: String, kinds: [String]) {
    #expect(Self.configuration(http).notes.map(\.kind.rawValue) == kinds)
  }

  @Test(arguments: [
    ("server { listen 80; listen 80; }", "a duplicate listen 0.0.0.0:80"),
    (
      "server { listen 80 default_server; } server { listen 80 default_server; }",
      "a duplicate default server for 0.0.0.0:80"
    ),
    ("server { listen 80; listen [::]:80; } server { listen 80 default_server; }", nil),
  ])
  func listens(http: String, message: String?) {
    #expect(Self.configuration(http).firstEmergency?.message == message)
  }

  @Test(arguments: [
    ("server {\nlocation / {\nproxy_passs http://a;\n}\n}", 5, "proxy_pass http://a;"),
    ("server {\nroot /srv/a\nlocation / { }\n}", 4, "root /srv/a;"),
    ("server {\nlisten 80 # here\nroot /srv;\n}", 4, "listen 80; # here"),
    ("server {\nbogus_thing on;\n}", 0, ""),
  ])
  func mends(http: String, line: Int, text: String) {
    let configuration = Self.configuration(http)
    guard let problem = configuration.firstEmergency else { return #expect(Bool(false), "accepted") }
    let mend = TextMend.find(problem, in: configuration) { file, bytes in
      Configuration.load(files: MemoryFiles([file: ByteText.string(bytes)]))
    }
    #expect(mend?.line ?? 0 == line)
    #expect(mend?.after ?? "" == text)
  }
}
