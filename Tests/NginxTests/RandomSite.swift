import Nginx
import Notation

/// A server with a random but realistic set of locations over a random tree, and requests for it.
struct RandomSite {
  let name: String
  let root: String
  var random: RandomSource
  var tree: MemoryTree
  var server = ""
  /// What the site defines outside its server.
  var definitions = ""
  var usesRewrites: Bool

  init(seed: Int, name: String, root: String, tree: MemoryTree, usesRewrites: Bool) {
    self.name = name
    self.root = root
    self.tree = tree
    self.usesRewrites = usesRewrites
    random = RandomSource(seed: seed)
    plant()
    definitions = makeDefinitions()
    server = makeServer()
  }

  private mutating func makeDefinitions() -> String {
    let networks = random.pick([
      "default 0; 127.0.0.0/8 1;", "127.0.0.1 1; 127.0.0.0/16 0;", "ranges; default 1; 127.0.0.1-127.0.0.9 0;",
      "default 1; 10.0.0.0/8 0;",
    ])
    let paths = random.pick([
      "default t; /a/x.txt al;", "~^/a/ al; ~*CSS$ t;", "~^/(?<k\(name)>[a-z]+)/ $k\(name);", "default \"\"; / t;",
    ])
    let parts = random.pick(["50% 1; * 0;", "0.5% 1; 30% 2;", "10% 0; 20.25% 1; * \"\";"])
    let key = random.pick(["$uri", "$args", "x$request_uri", "$remote_addr"])
    return """
        geo $g\(name) { \(networks) }
        map $uri $m\(name) { \(paths) }
        split_clients \(key) $c\(name) { \(parts) }
        upstream u\(name) { server 127.0.0.1:1; server 127.0.0.1:2 backup; }

      """
  }

  static let names = [
    "a", "b", "img", "x.txt", "y.css", "p.php", "i.html", "index.html", "sp ace.txt", "n.tar.gz", "st",
  ]

  private mutating func plant() {
    for base in ["/t", "/al", "/t/a", "/t/b", "/al/a", "/t/st", "/al/st"] where base.count < 4 || random.chance(70) {
      tree.add(root + base, .directory, mode: random.pick([0o755, 0o755, 0o755, 0o755, 0o711, 0o700, 0o744]))
      for name in Self.names where random.chance(40) {
        let path = root + base + "/" + name
        if tree.entries[path] != nil { continue }
        switch random.number(14) {
        case 0: tree.add(path, .directory, mode: random.pick([0o755, 0o711, 0o744]))
        case 1: tree.add(path, .link(random.pick(["x.txt", "/nonexistent", name, "../al/x.txt", "."])))
        case 2: tree.add(path, .pipe)
        default:
          tree.add(
            path, .file(path + String(repeating: "x", count: random.number(9))),
            mode: random.pick([0o644, 0o644, 0o644, 0o600]), owner: random.pick([0, 0, 33]))
        }
      }
    }
    tree.add(root + "/t/fb.html", .file("FB" + root))
    tree.add(root + "/alx.txt", .file("ALX" + root))
    tree.add(root + "/aly.css", .file("ALY" + root))
  }

  private mutating func makeServer() -> String {
    var text = "  server {\n    listen PORT; server_name \(name);\n"
    if random.chance(85) { text += "    root \(root)/t\(random.pick(["", "/"]));\n" }
    if random.chance(30) { text += "    add_header X-Server \(name)\(random.pick(["", " always"]));\n" }
    if random.chance(20) { text += "    merge_slashes off;\n" }
    if random.chance(20) { text += "    absolute_redirect off;\n" }
    if random.chance(20) {
      text += "    index \(random.pick(["i.html", "i.html index.html", "nope.html x.txt", "nope /fb.html"]));\n"
    }
    if random.chance(15) {
      text +=
        "    error_page 404 \(random.pick(["/fb.html", "=200 /fb.html", "= /fb.html", "@named", "/nope.html", "=302 /a/x.txt", "other"]));\n"
    }
    if random.chance(10) { text += "    error_page 403 405 =200 /fb.html;\n" }
    if usesRewrites, random.chance(40) { text += rewrites(indent: "    ", inLocation: false) }
    if random.chance(30) {
      text +=
        "    location @named { \(random.pick(["return 200 named;", "try_files /fb.html =404;", "rewrite ^ /fb.html;", "root \(root)/t;"])) }\n"
    }
    if random.chance(25) {
      let inner = random.pick([
        "return 204;", "return 403;", "return 401;", "internal; return 200;", "root \(root)/none;", "return 500;",
        "proxy_pass http://u\(name);", "deny all;", "if ($g\(name)) { return 401; }",
      ])
      text += "    location = /sub { \(inner) }\n"
    }
    if random.chance(8) { text += "    auth_request /sub;\n" }
    var used: Set<String> = []
    for _ in 0..<(1 + random.number(7)) { text += location(depth: 0, parent: "", used: &used) }
    return text + "  }\n"
  }

  private mutating func location(depth: Int, parent: String, used: inout Set<String>) -> String {
    let indent = String(repeating: "  ", count: depth + 2)
    let isRegexParent = parent == "~"
    let kind = isRegexParent ? "~" : random.pick(["", "", "", "^~", "=", "~", "~", "~*"])
    var pattern: String
    if kind.hasPrefix("~") {
      pattern = random.pick([
        "\\.css$", "\\.(txt|css)$", "^/a/", "^/st/(.*)$", "/b$", "\\.php$", "^/(a|b)/(?<rest>.+)$", "x", "^/al(.*)",
        "html$", "^/[a-z]+/$",
      ])
    } else {
      pattern =
        parent
        + random.pick(["/", "/a", "/a/", "/b/", "/st/", "/al/", "/al", "/a/b", "/img/", "/st", "/al/x.txt", "/i.html"])
      if !parent.isEmpty, random.chance(50) { pattern = parent + random.pick(["a/", "x.txt", "b", "st/"]) }
    }
    let key = kind.hasPrefix("~") ? kind + pattern : (kind == "=" ? "=" : "") + pattern
    if !kind.hasPrefix("~"), used.contains(key) { return "" }
    used.insert(key)
    var body = self.body(kind: kind, pattern: pattern, indent: indent)
    if depth < 2, kind != "=", random.chance(20) {
      var inner: Set<String> = []
      for _ in 0..<(1 + random.number(2)) {
        body += location(depth: depth + 1, parent: kind.hasPrefix("~") ? "~" : pattern, used: &inner)
      }
    }
    return "\(indent)location \(kind) \(pattern) {\n\(body)\(indent)}\n"
  }

  private mutating func body(kind: String, pattern: String, indent: String) -> String {
    var text = ""
    func line(_ words: String) { text += indent + "  " + words + "\n" }
    if random.chance(60) {
      line("add_header X-Loc \"\(kind)\(pattern.replacing("$", with: ""))\"\(random.pick(["", " always"]));")
    }
    switch random.number(10) {
    case 0, 1: line("root \(root)/\(random.pick(["t", "al", "t/", "none"]));")
    case 2, 3, 4:
      let isCapture = pattern.contains("(.*)")
      line("alias \(root)/\(isCapture && random.chance(70) ? "al/$1" : random.pick(["al/", "al", "al/", "al/x.txt"]));")
    default: break
    }
    switch random.number(12) {
    case 0, 1:
      line("try_files $uri $uri/ \(random.pick(["/fb.html", "=404", "/i.html", "@nonamed", "/a/?x=$uri", "=403"]));")
    case 2:
      line(
        "try_files \(random.pick(["$uri", "/fb.html", "$1", "$uri.css", "x.txt", "/$arg_f"])) \(random.pick(["=404", "/fb.html", "$uri/x.txt"]));"
      )
    case 3:
      line(
        "return \(random.pick(["200 ret", "404", "403", "301 /a/", "302 http://h/x", "204", "/a", "418", "http://z/$uri"]).replacing("return /a", with: "return 302 /a"));"
          .replacing("return /a;", with: "return 302 /a;"))
    case 4: line("proxy_pass \(random.pick(["http://127.0.0.1:1", "http://u\(name)"]));")
    case 5:
      line(
        "root \(root)/$m\(name);".replacing(
          "root", with: text.contains("root ") || text.contains("alias ") ? "set $r" : "root"))
    default: break
    }
    if random.chance(15) { line("autoindex on;") }
    if random.chance(15) {
      line("index \(random.pick(["x.txt", "i.html index.html", "nope.html", "/fb.html", "a", "$arg_i i.html"]));")
    }
    if random.chance(15) { line("expires \(random.pick(["1d", "-1", "max", "epoch", "off", "modified +1d", "0"]));") }
    if random.chance(10) { line("default_type \(random.pick(["application/octet-stream", "\"\"", "text/x"]));") }
    if random.chance(8) { line("types { text/x-css css; }") }
    if random.chance(8) { line("charset utf-8;") }
    if random.chance(8) {
      line(
        random.pick([
          "deny all;", "allow 127.0.0.1; deny all;", "deny 127.0.0.0/8;",
          "auth_basic r; auth_basic_user_file \(root)/none;",
        ]))
    }
    if random.chance(6) { line("internal;") }
    if random.chance(6) { line("disable_symlinks \(random.pick(["on", "if_not_owner"]));") }
    if random.chance(8) {
      let methods = random.pick(["GET", "POST", "GET POST", "HEAD OPTIONS"])
      let rule = random.pick(["deny all;", "allow 127.0.0.1; deny all;", "proxy_pass http://u\(name);"])
      line("limit_except \(methods) { \(rule) }")
    }
    if random.chance(8) { line("auth_request \(random.pick(["/sub", "/fb.html", "/none", "off"]));") }
    if random.chance(8) { line("add_header X-If $g\(name)$c\(name)$m\(name);") }
    if random.chance(6) { line("gzip_static on;") }
    if random.chance(6) { line("error_page 404 \(random.pick(["/fb.html", "=200 /i.html", "/nope"]));") }
    if random.chance(6) { line("client_max_body_size \(random.pick(["1", "10", "0"]));") }
    if usesRewrites, random.chance(35) { text += rewrites(indent: indent + "  ", inLocation: true) }
    return text
  }

  private mutating func rewrites(indent: String, inLocation: Bool) -> String {
    var text = ""
    for _ in 0..<(1 + random.number(2)) {
      switch random.number(7) {
      case 0: text += indent + "set $v \(random.pick(["1", "\"\"", "$uri", "$arg_q", "/a/$1"]));\n"
      case 1:
        let condition = random.pick([
          "$arg_q", "$arg_q = 1", "$uri ~ ^/a/(.*)", "-f $request_filename", "!-e $request_filename",
          "-d $request_filename", "$request_method = POST", "$v", "$http_x ~* \"a(b)\"", "$args != \"\"", "$g\(name)",
          "$m\(name) = al", "$c\(name)",
        ])
        let action = random.pick([
          "return 403;", "rewrite ^ /fb.html;", "rewrite ^/(.*)$ /st/$1 last;", "break;", "set $v 2;",
          inLocation ? "add_header X-If 1;" : "set $v 3;", inLocation ? "root \(root)/al;" : "return 302 /a/;",
          inLocation ? "expires 5;" : "set $z 1;", "return 200 if$1;",
        ])
        text += indent + "if (\(condition)) { \(action) }\n"
      case 2:
        text +=
          indent
          + "rewrite ^/(a|b)/(.*)$ /st/$2\(random.pick(["", "?", "?n=$1", "?q=1&u=$2?"])) \(random.pick(["", "last", "break", "redirect", "permanent"]));\n"
      case 3:
        text +=
          indent
          + "rewrite \(random.pick(["\\.css$", "^/st/x", "img", "^/al/(.*)"])) \(random.pick(["/fb.html", "/al/$1", "http://h/$1", "/a/x.txt?", "$uri.txt"])) \(random.pick(["", "last", "break"]));\n"
      case 4: text += indent + "rewrite ^/st(/.*)?$ $1 \(random.pick(["last", "break"]));\n"
      default: break
      }
    }
    return text
  }

  /// A raw request with the model's view of it.
  mutating func request(port: Int) -> (bytes: [UInt8], request: Request) {
    var path = ""
    for _ in 0..<(1 + random.number(3)) {
      path +=
        random.pick(["/", "/", "/", "/", "/", "//"])
        + random.pick(
          Self.names + [
            "a", "b", "st", "al", "alx.txt", "al..", "..", ".", "%2e%2e", "%61", "nope", "al%2Fx.txt", "A", "fb.html",
            "sp%20ace.txt", "%ff", "a%3Fb", "x.txt+", "aly.css",
          ])
    }
    path = path.replacing(" ", with: "%20")
    if random.chance(25) { path += "/" }
    if random.chance(15) {
      path += "?" + random.pick(["q=1", "f=x.txt", "", "a=b&q=1", "i=x.txt", "q=%20x", "f=a/x.txt"])
    }
    let method = random.chance(8) ? random.pick(["POST", "HEAD", "PUT", "OPTIONS"]) : "GET"
    var request = Request(
      method: method, host: name, target: path, local: Endpoint(address: IPAddress("127.0.0.1"), port: port))
    var text = "\(method) \(path) HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n"
    if method == "POST" || method == "PUT" {
      text += "Content-Length: 4\r\n\r\nabcd"
      request.bodySize = 4
      return (Array(text.utf8), request)
    }
    if random.chance(10) {
      request.headers = [Header("Accept-Encoding", "gzip"), Header("X", "Ab")]
      text += "Accept-Encoding: gzip\r\nX: Ab\r\n"
    }
    return (Array((text + "\r\n").utf8), request)
  }
}
