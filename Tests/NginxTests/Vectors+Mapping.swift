/// From the URL to the file: `root`, `alias`, `try_files`, `index`.
extension Vectors {
  static let mapping = [
    Vectors(
      name: "alias",
      http: server(
        """
        location /al/ { alias ROOT/al/; }
        location /aln { alias ROOT/al; }
        location /als/ { alias ROOT/al; }
        location /alt { alias ROOT/al/; }
        location = /one { alias ROOT/al/x.txt; }
        location ~ ^/re/(.*)$ { alias ROOT/al/$1; }
        location ~ ^/re2/ { alias ROOT/al/; }
        """),
      files: files,
      rows: [
        ("/al/x.txt", 200, "/al/x.txt"), ("/al/", 200, "/al/index.html"), ("/al", 404, "/t/al"),
        ("/al/sub", 301, "Location: http://site.example:PORT/al/sub/"),
        ("/aln", 301, "Location: http://site.example:PORT/aln/"), ("/aln/", 200, "/al/index.html"),
        ("/alnx.txt", 200, "/alx.txt"), ("/als/x.txt", 200, "/alx.txt"), ("/altx.txt", 200, "/al/x.txt"),
        ("/alt../alx.txt", 200, "/al/../alx.txt"), ("/one", 200, "/al/x.txt"), ("/re/x.txt", 200, "/al/x.txt"),
        ("/re/", 200, "/al/index.html"), ("/re/sub", 301, "Location: http://site.example:PORT/re/sub/"),
        ("/re/sub/", 403, ""), ("/re2/x.txt", 301, "Location: http://site.example:PORT/re2/x.txt/"),
      ]),
    Vectors(
      name: "inherited alias",
      http: server(
        """
        location /al/ { alias ROOT/al/; location /al/sub/ {} location ~ \\.css$ { default_type x/css; types {} } }
        location ~ ^/cap/(.*)$ { alias ROOT/al/$1; location ~ txt$ {} }
        """),
      files: files,
      rows: [
        ("/al/sub/f.txt", 200, "/al/sub/f.txt"), ("/al/in.css", 200, "/al/in.css"),
        ("/al/in.css", 200, "Content-Type: x/css"),
        ("/cap/x.txt", 301, "Location: http://site.example:PORT/cap/x.txt/"),
      ]),
    Vectors(
      name: "try_files",
      http: server(
        """
        location / { try_files $uri $uri/ /fb.html; }
        location /m/ { try_files $uri @missing; }
        location /q/ { try_files $uri /show?from=$uri; }
        location /show { add_header X-A $args; return 204; }
        location /pp/ { root ROOT; try_files $uri =404; proxy_pass http://BACKEND; }
        location ~ ^/r/(.*)$ { alias ROOT/al/; try_files $1 =404; }
        location ~ ^/ru/(.*)$ { alias ROOT/al/; try_files $uri =404; }
        location /al/ { alias ROOT/al/; try_files /al/index.html =404; }
        location /al2/ { alias ROOT/al/; try_files $uri /al2/$arg_f; }
        location /al3/ { alias ROOT/al/; try_files $uri /al3/x.txt; }
        """),
      files: files + ["/pp/f.txt"], modes: ["/t/closed": 0o700],
      rows: [
        ("/dir", 301, "Location: http://site.example:PORT/dir/"), ("/dir/", 200, "/t/dir/index.html"),
        ("/bare/", 403, ""), ("/nothing", 200, "/t/fb.html"), ("/closed/x.txt", 200, "/t/fb.html"),
        ("/m/x", 500, ""), ("/q/abc?a=b", 204, "X-A: from=/q/abc"), ("/pp/f.txt", 200, ""), ("/pp/none", 404, ""),
        ("/r/x.txt", 200, "/al/x.txt"), ("/ru/x.txt", 404, ""), ("/al/none", 404, ""),
        ("/al2/none?f=fb.html", 200, "/tfb.html"), ("/al3/none", 200, "/al/x.txt"),
      ]),
    Vectors(
      name: "index",
      http: server(
        """
        location /two/ { index nope.html /fb.html; }
        location /one/ { index /fb.html; }
        location /seen/ { alias ROOT/t/dir/; location ~ \\.html$ { alias ROOT/t/fb.html; } }
        location /folder/ { alias ROOT/al/; index sub; }
        """),
      files: files + ["/t/two/here/x.txt"],
      rows: [
        ("/two/gone/", 404, ""), ("/two/here/", 200, "/t/fb.html"), ("/one/gone/", 200, "/t/fb.html"),
        ("/seen/", 200, "/t/fb.html"), ("/folder/", 301, "Location: http://site.example:PORT/folder/sub/"),
      ]),
  ]
}
