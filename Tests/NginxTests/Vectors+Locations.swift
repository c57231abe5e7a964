/// Which location and which server: nesting, regexes, the slash redirect, listening addresses.
extension Vectors {
  private static func told(_ modifier: String, _ pattern: String, _ type: String, _ inner: String = "") -> String {
    "location \(modifier) \(pattern) { default_type x/\(type); return 204; add_header X-A \(type); \(inner) } "
  }

  static let locations = [
    Vectors(
      name: "nested locations",
      http: server(
        told("", "/a/", "a", told("^~", "/a/b/", "ab") + told("~", "nested$", "anest"))
          + told("^~", "/p/", "p", told("~", "\\.css$", "pcss"))
          + told("~", "\\.css$", "ocss", told("~", "^/deep/", "ocssdeep"))
          + told("~", "nested$", "onest") + told("", "/", "root")),
      files: [],
      rows: [
        ("/a/x.css", 204, "X-A: ocss"), ("/a/b/x.css", 204, "X-A: ocss"), ("/a/b/nested", 204, "X-A: onest"),
        ("/a/nested", 204, "X-A: anest"), ("/p/x.css", 204, "X-A: pcss"), ("/p/nested", 204, "X-A: p"),
        ("/deep/x.css", 204, "X-A: ocssdeep"), ("/z", 204, "X-A: root"),
      ]),
    Vectors(
      name: "slash redirect",
      http: server(
        "location /api/ { proxy_pass http://BACKEND; } location /exa/ { proxy_pass http://BACKEND; }"
          + "location = /eq/ { proxy_pass http://BACKEND; }" + told("~", "^/api$", "regex") + told("=", "/exa", "exact")
          + told("", "/stat/", "stat") + told("", "/", "root")),
      files: [],
      rows: [
        ("/api", 301, "Location: http://site.example:PORT/api/"),
        ("/api?x=1", 301, "Location: http://site.example:PORT/api/?x=1"), ("/exa", 204, "X-A: exact"),
        ("/eq", 301, "Location: http://site.example:PORT/eq/"), ("/stat", 204, "X-A: root"),
      ]),
    Vectors(
      name: "captures of a failed test",
      http: server("location ~ ^/cap/(\\d+) { if ($arg_z ~ (.)) { } add_header X-A \"<$1>\"; return 204; }"),
      files: [], rows: [("/cap/12", 204, "X-A: <>"), ("/cap/12?z=q", 204, "X-A: <q>")]),
    Vectors(
      name: "server names",
      http: """
        server { listen PORT default_server; server_name first.example; add_header X-A first; return 204; }
        server { listen PORT; server_name exact.example *.example; add_header X-A leading; return 204; }
        server { listen PORT; server_name mail.*; add_header X-A trailing; return 204; }
        server { listen PORT; server_name ~^(?<who>[a-z]+)\\d\\.Site$; add_header X-A $who; return 204; }
        server { listen PORT; server_name .dot.test *.long.example; add_header X-A dot; return 204; }
        server { listen PORT; server_name ""; add_header X-A nameless; return 204; }
        """,
      files: [],
      rows: [
        ("host: exact.example /", 204, "X-A: leading"), ("host: EXACT.example. /", 204, "X-A: leading"),
        ("host: y.x.example /", 204, "X-A: leading"), ("host: first.example /", 204, "X-A: first"),
        ("host: a.long.example /", 204, "X-A: dot"), ("host: dot.test /", 204, "X-A: dot"),
        ("host: www.dot.test /", 204, "X-A: dot"), ("host: mail.org /", 204, "X-A: trailing"),
        ("host: mail.example /", 204, "X-A: leading"), ("host: ab1.site /", 204, "X-A: ab"),
        ("host: example /", 204, "X-A: first"), ("host: unknown:99 /", 204, "X-A: first"),
        ("host: _ /", 204, "X-A: first"), ("host: - /", 204, "X-A: nameless"), ("host: a..b /", 400, ""),
        ("host: a/b /", 400, ""), ("host: x http://mail.org/", 204, "X-A: trailing"),
      ]),
    Vectors(
      name: "listening addresses",
      http: """
        server { listen 127.0.0.1:PORT; server_name one; add_header X-A one; return 204; }
        server { listen PORT default_server; server_name two; add_header X-A two; return 204; }
        server { listen 127.0.0.1:PORT; server_name three; add_header X-A three; return 204; }
        """,
      files: [],
      rows: [
        ("host: two /", 204, "X-A: one"), ("host: three /", 204, "X-A: three"), ("host: one /", 204, "X-A: one"),
        ("host: other /", 204, "X-A: one"),
      ]),
  ]
}
