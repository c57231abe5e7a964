/// What a worker without rights meets, and what stands in a request line.
extension Vectors {
  static let permissions = [
    Vectors(
      name: "permissions",
      http: server(
        """
        location /tried/ { alias ROOT/t/; try_files $uri =404; }
        location /packed/ { alias ROOT/t/packed/; gzip_static on; }
        location /listed/ { autoindex on; }
        """),
      files: [
        "/t/closed/x", "/t/closed/index.html", "/t/crossed/x", "/t/fronted/index.html", "/t/readable/index.html",
        "/t/private", "/t/inside/index.html", "/t/dangling > /nowhere", "/t/loop > loop", "/t/a.txt",
        "/t/packed/f.css", "/t/packed/f.css.gz", "/t/listed/x",
      ],
      modes: [
        "/t/closed": 0o700, "/t/crossed": 0o711, "/t/fronted": 0o711, "/t/readable": 0o744, "/t/private": 0o600,
        "/t/inside/index.html": 0o600, "/t/packed/f.css.gz": 0o600, "/t/listed": 0o711,
      ],
      rows: [
        ("/closed/x", 403, "/t/closed/x"), ("/closed/", 403, ""), ("/tried/closed/x", 404, ""),
        ("/crossed/", 403, ""), ("/crossed/x", 200, "/t/crossed/x"), ("/fronted/", 200, "/t/fronted/index.html"),
        ("/fronted", 403, ""), ("/readable", 301, ""), ("/readable/", 403, ""), ("/private", 403, "/t/private"),
        ("/tried/private", 403, ""), ("/inside/", 403, "/t/inside/index.html"), ("/dangling", 404, "/t/dangling"),
        ("/loop", 403, "/t/loop"), ("/a.txt/x", 404, ""), ("/" + String(repeating: "n", count: 256), 404, ""),
        ("GET /packed/f.css Accept-Encoding=gzip", 200, "!Content-Encoding"), ("/listed/", 403, ""),
      ]),
    Vectors(
      name: "symbolic links",
      http: server(
        """
        location /on/ { alias ROOT/t/; disable_symlinks on; }
        location /from/ { alias ROOT/t/; disable_symlinks on from=ROOT/t/out; }
        location /tried/ { alias ROOT/t/; disable_symlinks on; try_files $uri =404; }
        location /owned/ { alias ROOT/t/; disable_symlinks if_not_owner; }
        """),
      files: ["/t/real.txt", "/t/link.txt > real.txt", "/t/out > ROOT/else", "/else/x.txt"],
      rows: [
        ("/link.txt", 200, ""), ("/on/link.txt", 403, ""), ("/on/out/x.txt", 404, ""), ("/on/real.txt", 200, ""),
        ("/from/out/x.txt", 200, ""), ("/tried/link.txt", 404, ""), ("/tried/real.txt", 200, ""),
        ("/owned/link.txt", 200, ""), ("/owned/link.txt/x", 404, ""), ("/owned/link.txt/", 404, ""),
      ]),
    Vectors(
      name: "access",
      http: server(
        """
        location /deny { deny all; }
        location /first { allow 127.0.0.1; deny all; return 204; }
        location /order/ { alias ROOT/t/; allow 127.0.0.1; deny all; }
        location /none/ { alias ROOT/t/; deny 10.0.0.0/8; }
        location /secret { auth_basic "the realm"; auth_basic_user_file ROOT/users; }
        location /any { satisfy any; deny all; auth_basic x; auth_basic_user_file ROOT/users; }
        location /both { deny all; auth_basic x; auth_basic_user_file ROOT/users; }
        location /inside { internal; }
        """),
      files: ["/t/a.css", "/users"],
      rows: [
        ("/deny", 403, ""), ("/first", 204, ""), ("/order/a.css", 200, "/t/a.css"), ("/none/a.css", 200, "/t/a.css"),
        ("/secret", 401, "WWW-Authenticate: Basic realm=\"the realm\""), ("/any", 401, ""), ("/both", 403, ""),
        ("/inside", 404, ""),
      ]),
  ]

  private static let echo = "location / { add_header X-A $uri|$args; return 204; }"

  static let requests = [
    Vectors(
      name: "targets", http: "server { listen PORT; \(echo) }", files: [],
      rows: [
        ("/a%2Fb", 204, "X-A: /a/b|"), ("/a/./b", 204, "X-A: /a/b|"), ("/a/../b", 204, "X-A: /b|"), ("/../a", 400, ""),
        ("/a/..", 204, "X-A: /|"), ("/a/.", 204, "X-A: /a/|"), ("/a//b", 204, "X-A: /a/b|"),
        ("/a/%2e%2e/b", 204, "X-A: /b|"), ("/%25", 204, "X-A: /%|"), ("/%23", 204, "X-A: /#|"),
        ("/%3Fa?b", 204, "X-A: /?a|b"), ("/%00", 400, ""), ("/%zz", 400, ""), ("/%4", 400, ""),
        ("/a+b", 204, "X-A: /a+b|"), ("/a\\b", 204, "X-A: /a\\b|"), ("/a#b?c", 204, "X-A: /a|"),
        ("/a?b%20#c", 204, "X-A: /a|b%20"), ("/...", 204, "X-A: /...|"), ("/%2e%2e/a", 400, ""),
        ("/\u{7F}", 400, ""),
      ]),
    Vectors(
      name: "slashes kept", http: "server { listen PORT; merge_slashes off; \(echo) }", files: [],
      rows: [("//a//b", 204, "X-A: //a//b|"), ("/a/%2F/b", 204, "X-A: /a///b|")]),
  ]
}
