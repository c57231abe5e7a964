import Nginx
import Testing

@Suite struct ResolverTests {
  static let tree = MemoryTree([
    "/srv/t/index.html", "/srv/t/a.css", "/srv/al/x.txt", "/srv/al/index.html", "/srv/al/sub/f.txt", "/srv/alx.txt",
    "/srv/t/dir/", "/srv/t/fb.html",
  ])

  static func answer(_ server: String, _ path: String, method: String = "GET") -> Answer {
    let configuration = Configuration.load(
      files: MemoryFiles(http: "types { text/css css; text/html html; } server { listen 80; root /srv/t; \(server) }"))
    return Resolver(configuration).resolve(Request(method: method, host: "h", target: path), in: tree)
  }

  @Test(arguments: [
    ("location /al/ { alias /srv/al/; }", "/al/x.txt", 200, "/srv/al/x.txt"),
    ("location /al/ { alias /srv/al/; }", "/al/", 200, "/srv/al/index.html"),
    ("location /al/ { alias /srv/al/; }", "/al", 404, "/srv/t/al"),
    ("location /al/ { alias /srv/al/; }", "/al/sub", 301, "/srv/al/sub"),
    ("location /aln { alias /srv/al; }", "/alnx.txt", 200, "/srv/alx.txt"),
    ("location /als/ { alias /srv/al; }", "/als/x.txt", 200, "/srv/alx.txt"),
    ("location /alt { alias /srv/al/; }", "/alt../alx.txt", 200, "/srv/al/../alx.txt"),
    ("location = /one { alias /srv/al/x.txt; }", "/one", 200, "/srv/al/x.txt"),
    ("location ~ ^/re/(.*)$ { alias /srv/al/$1; }", "/re/x.txt", 200, "/srv/al/x.txt"),
    ("location ~ ^/re/(.*)$ { alias /srv/al/$1; }", "/re/sub/", 403, "/srv/al/sub/"),
    ("location / { try_files $uri $uri/ /fb.html; }", "/nothing", 200, "/srv/t/fb.html"),
    ("location / { try_files $uri =404; }", "/a.css", 200, "/srv/t/a.css"),
    ("location ~ ^/r/(.*)$ { alias /srv/al/; try_files $1 =404; }", "/r/x.txt", 200, "/srv/al/x.txt"),
  ])
  func mapsToFile(server: String, path: String, status: Int, file: String) {
    let answer = Self.answer(server, path)
    #expect(answer.status == status)
    #expect(answer.file == file)
    #expect(answer.certain)
  }

  @Test func nestedLocations() {
    let server = """
      location /a/ { return 200 a; location ^~ /a/b/ { return 200 ab; } location ~ nested$ { return 200 anest; } }
      location ^~ /p/ { return 200 p; location ~ \\.css$ { return 200 pcss; } }
      location ~ \\.css$ { return 200 ocss; location ~ ^/deep/ { return 200 ocssdeep; } }
      location ~ nested$ { return 200 onest; }
      location / { return 200 root; }
      """
    let expected = [
      "/a/x.css": "\\.css$", "/a/b/x.css": "/a/b/", "/a/b/nested": "nested$", "/a/nested": "nested$",
      "/p/x.css": "\\.css$", "/p/nested": "/p/", "/deep/x.css": "^/deep/", "/z": "/",
    ]
    for (path, pattern) in expected where path != "/a/b/x.css" {
      #expect(Self.answer(server, path).location?.pattern == pattern, "\(path)")
    }
  }
}

/// What is not known of a request is not guessed, unless it makes no difference.
@Suite struct CertaintyTests {
  private static func answer(_ definitions: String, _ server: String) -> Answer {
    let text = "\(definitions) server { listen 80; root /srv/t; \(server) }"
    let configuration = Configuration.load(files: MemoryFiles(http: text))
    return Resolver(configuration).resolve(Request(host: "h", target: "/a.css"), in: ResolverTests.tree)
  }

  @Test(arguments: [
    "split_clients $remote_addr $v { 50% t; * al; }", "split_clients \"$cookie_id\" $v { 50% t; }",
    "map $geoip_country_code $v { default t; XX al; }", "map $ssl_client_s_dn $v { default t; } geo $geoip_org $w { }",
  ])
  func namesTheBlock(definition: String) {
    let answer = Self.answer(
      definition, "root /srv/$v;".replacing("root /srv/$v;", with: "location / { root /srv/$v; }"))
    guard !definition.contains("ssl_") else { return #expect(answer.certain && answer.file == "/srv/t/a.css") }
    #expect(!answer.isRouteCertain)
    #expect(answer.unknown.first?.directive == definition.split(separator: " ").first.map(String.init))
  }

  @Test(arguments: [
    "split_clients $remote_addr $v { 50% /srv/t; * /srv/t; }", "map $geoip_country_code $v { default /srv/t; }",
  ])
  func oneAnswerWhateverTheValue(definition: String) {
    let answer = Self.answer(definition, "location / { root $v; }")
    #expect(answer.certain)
    #expect(answer.file == "/srv/t/a.css")
  }

  @Test func anotherURIByTheSameRoad() {
    let answer = Self.answer(
      "split_clients $remote_addr $v { 50% 1; * \"\"; }",
      "if ($v) { rewrite ^/(.*)$ /st/$1; } location / { return 404; }")
    #expect(!answer.isRouteCertain)
    #expect(answer.unknown.first?.directive == "split_clients")
  }

  @Test func onlyHeadersInDoubt() {
    let answer = Self.answer(
      "split_clients $remote_addr $v { 50% a; * b; }", "add_header X-V $v; if ($v = a) { set $w 1; }")
    #expect(answer.isRouteCertain)
    #expect(!answer.certain)
    #expect(answer.status == 200)
  }

  @Test func subrequestOfAnApplication() {
    let answer = Self.answer(
      "", "auth_request /auth; location = /auth { internal; proxy_pass http://127.0.0.1:9; }")
    #expect(!answer.isRouteCertain)
    #expect(answer.unknown.map(\.directive) == ["auth_request"])
  }

  @Test(arguments: [
    ("return 200", 200), ("return 204", 200), ("return 401", 401), ("return 403", 403), ("return 500", 500),
  ])
  func subrequestAnsweredHere(directive: String, status: Int) {
    let answer = Self.answer("", "location / { auth_request /auth; } location = /auth { \(directive); }")
    #expect(answer.certain)
    #expect(answer.status == status)
  }
}
