/// `rewrite`, `return`, `if` and `error_page`.
extension Vectors {
  static let rewrites = [
    Vectors(
      name: "rewrite of a server",
      http: server(
        """
        rewrite ^/lost/(.*)$ /al/$1 break;
        rewrite ^/kept/(.*)$ /al/$1 last;
        rewrite ^/open/(.*)$ /int/$1;
        rewrite ^/perm/(.*)$ /new/$1 permanent;
        rewrite ^/temp/(.*)$ /new/$1? redirect;
        rewrite ^/far/(.*)$ http://far.example/$1 last;
        rewrite ^/plus/(.*)$ /args?n=$1 last;
        rewrite ^/only/(.*)$ /args?n=$1? last;
        location /al/ { alias ROOT/al/; }
        location /int/ { internal; alias ROOT/al/; }
        location /args { add_header X-A $args; return 204; }
        """),
      files: files,
      rows: [
        ("/lost/x.txt", 500, ""), ("/kept/x.txt", 200, "/al/x.txt"), ("/open/x.txt", 200, "/al/x.txt"),
        ("/int/x.txt", 404, ""), ("/perm/a%20b?q=1", 301, "Location: http://site.example:PORT/new/a%20b?q=1"),
        ("/temp/a?q=1", 302, "Location: http://site.example:PORT/new/a"),
        ("/far/a", 302, "Location: http://far.example/a"), ("/plus/1?q=2", 204, "X-A: n=1&q=2"),
        ("/only/1?q=2", 204, "X-A: n=1"),
      ]),
    Vectors(
      name: "rewrite of a location",
      http: server(
        """
        location /loop/ { rewrite ^ /loop/x last; }
        location /stay/ { rewrite ^/stay/(.*)$ /dir/$1 break; }
        location /both/ { rewrite ^/both/(.*)$ /dir/$1; break; }
        location /first { deny all; return 204; }
        location /ifs { if ($arg_a) { add_header X-A a; } if ($arg_b) { add_header X-B b; } return 204; }
        location /tested/ { root ROOT/none; if ($arg_a) { root ROOT/t; } try_files /fb.html =410; }
        location /closed { return 444; }
        location /plain { return 404; error_page 404 /fb.html; }
        """),
      files: files + ["/t/tested/x.txt"],
      rows: [
        ("/loop/", 500, ""), ("/stay/index.html", 200, "/t/dir/index.html"),
        ("/both/index.html", 200, "/t/dir/index.html"), ("/first", 204, ""), ("/ifs?a=1&b=1", 204, "X-B: b"),
        ("/ifs?a=1&b=1", 204, "!X-A"), ("/ifs?a=1", 204, "X-A: a"), ("/tested/x.txt", 410, ""),
        ("/tested/x.txt?a=1", 200, "/t/tested/x.txt"), ("/closed", 444, ""), ("/plain", 404, "/t/fb.html"),
      ]),
    Vectors(
      name: "error pages",
      http: server(
        """
        location /bad { return 502; error_page 502 /none.html; }
        location /as410 { root ROOT/none; error_page 404 =410 /fb.html; }
        location /target { root ROOT/none; error_page 404 = /answer; }
        location /answer { return 201; }
        location /away { root ROOT/none; error_page 404 nf.html; }
        location /moved { root ROOT/none; error_page 404 =301 http://h/x; }
        location /inside { root ROOT/none; error_page 404 =302 /fb.html; }
        location /a.css { error_page 405 =200 $uri; }
        location /twice { root ROOT/none; error_page 404 /twice/again; }
        """),
      files: files,
      rows: [
        ("/bad", 404, ""), ("/as410", 410, "/t/fb.html"), ("/target", 201, ""), ("/away", 302, "Location: nf.html"),
        ("/moved", 301, "Location: http://h/x"), ("/inside", 302, "/t/fb.html"),
        ("POST /a.css body=3", 200, "/t/a.css"),
        ("/twice", 404, ""),
      ]),
  ]
}
