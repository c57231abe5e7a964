/// Headers, redirects, types and body limits.
extension Vectors {
  static let answers = [
    Vectors(
      name: "add_header",
      http: server(
        """
        add_header X-A a; add_header X-B b always;
        location / { }
        location /dir/ { add_header X-C c; }
        """),
      files: files,
      rows: [
        ("/a.css", 200, "X-A: a"), ("/a.css", 200, "X-B: b"), ("/none", 404, "X-B: b"), ("/none", 404, "!X-A"),
        ("/dir/index.html", 200, "X-C: c"), ("/dir/index.html", 200, "!X-B"), ("/dir/none", 404, "!X-C"),
      ]),
    Vectors(
      name: "redirects of a directory",
      http: """
        server { listen PORT; server_name foo; root ROOT/t; }
        server { listen PORT; server_name bar; root ROOT/t; absolute_redirect off; }
        server { listen PORT; server_name baz; root ROOT/t; port_in_redirect off; }
        server { listen PORT; server_name first.example qux; root ROOT/t; server_name_in_redirect on; }
        """,
      files: files,
      rows: [
        ("host: foo:9999 /dir", 301, "Location: http://foo:PORT/dir/"), ("host: bar /dir?x", 301, "Location: /dir/?x"),
        ("host: baz /dir", 301, "Location: http://baz/dir/"),
        ("host: qux /dir", 301, "Location: http://first.example:PORT/dir/"),
      ]),
    Vectors(
      name: "types",
      http: server(
        """
        location = /one { alias ROOT/al/x.txt; default_type x/one; }
        location /none/ { alias ROOT/t/; types { } default_type ""; }
        location /own/ { alias ROOT/t/; types { x/own css; } }
        location /set/ { alias ROOT/t/; charset utf-8; }
        """),
      files: files + ["/t/IMG.PNG", "/t/a.tar.gz", "/t/.hid"],
      rows: [
        ("/one", 200, "Content-Type: x/one"), ("/none/a.css", 200, "!Content-Type"),
        ("/own/a.css", 200, "Content-Type: x/own"), ("/own/fb.html", 200, "Content-Type: text/plain"),
        ("/IMG.PNG", 200, "Content-Type: image/png"), ("/.hid", 200, "Content-Type: text/plain"),
        ("/set/fb.html", 200, "Content-Type: text/html; charset=utf-8"), ("/set/a.css", 200, "Content-Type: text/css"),
      ]),
    Vectors(
      name: "body limits",
      http: server(
        """
        location /rw/ { client_max_body_size 5k; rewrite ^ /small/ last; }
        location /small/ { client_max_body_size 1k; return 204; }
        location /sm/ { client_max_body_size 1k; rewrite ^ /big/ last; }
        location /big/ { client_max_body_size 5k; return 204; }
        location /any/ { client_max_body_size 0; return 204; }
        location /usual/ { return 204; }
        location /paged/ { error_page 404 /small/; alias ROOT/none/; }
        location /tight/ { client_max_body_size 1k; error_page 413 /small/page.html; }
        location /small/page.html { client_max_body_size 1k; alias ROOT/page.html; }
        """),
      files: ["/page.html"],
      rows: [
        ("POST /rw/ body=2048", 413, ""), ("POST /sm/ body=2048", 413, ""), ("POST /big/ body=2048", 204, ""),
        ("GET /small/ body=2048", 413, ""), ("POST /small/ body=1024", 204, ""), ("POST /any/ body=3000000", 204, ""),
        ("POST /usual/ body=1048576", 204, ""), ("POST /usual/ body=1048577", 413, ""),
        ("GET /paged/x body=2048", 413, ""), ("GET /paged/x body=1024", 404, ""),
        ("GET /tight/x body=2048", 413, "Content-Length: 21"),
      ]),
    Vectors(
      name: "methods",
      http: server("location /l/ { limit_except GET { deny all; } alias ROOT/t/; } autoindex off;"), files: files,
      rows: [
        ("POST /a.css body=1", 405, ""), ("POST /none body=1", 404, ""), ("POST /dir body=1", 301, ""),
        ("OPTIONS /a.css", 405, ""), ("PUT /a.css body=1", 405, ""), ("DELETE /a.css", 405, ""), ("TRACE /", 405, ""),
        ("HEAD /a.css", 200, ""), ("POST /l/a.css body=1", 403, ""), ("HEAD /l/a.css", 200, ""),
      ]),
  ]
}
