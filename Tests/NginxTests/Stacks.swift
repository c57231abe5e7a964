/// Configurations of the kind real stacks run with, and what to ask them.
enum Stacks {
  struct Stack: Sendable {
    var name: String
    var http: String
    var files: [String]
    var requests: [String]
    var modes: [String: Int] = [:]
  }

  static let common = [
    "/", "/favicon.ico", "/robots.txt", "/static/css/app.css", "/static/css/app.css?v=2", "/static/", "/static",
    "/static/missing.js", "/media/photo.jpg", "/media/none.jpg", "/media", "/index.html", "/api/items?id=1", "/about",
    "/static/../media/photo.jpg", "/static//css/app.css", "/%73tatic/css/app.css", "HEAD /static/css/app.css",
    "POST /static/css/app.css", "/.git/config", "/index.php", "/login/", "/a.php/extra", "/static/css",
    "POST /upload body=3000000",
  ]

  static let files = [
    "/app/static/css/app.css", "/app/static/js/app.js", "/app/static/index.html", "/app/media/photo.jpg",
    "/www/index.html", "/www/index.php",
    "/www/robots.txt", "/www/favicon.ico", "/www/static/css/app.css", "/www/media/photo.jpg", "/www/.git/config",
    "/www/404.html",
    "/www/50x.html", "/www/static/css/app.css.gz", "/www/about.html", "/www/wp-content/uploads/2024/a.jpg",
    "/www/build/app.123.js",
    "/www/docs/index.html", "/www/empty/", "/www/private/doc.pdf", "/releases/7/static/css/app.css",
    "/current > ROOT/releases/7",
  ]

  static func server(
    _ name: String, _ body: String, _ more: [String] = [], top: String = "", modes: [String: Int] = [:]
  ) -> Stack {
    Stack(
      name: name, http: "\(top)\nserver { listen PORT; server_name site.example;\n\(body)\n}\n", files: files,
      requests: common + more, modes: modes)
  }

  static let all: [Stack] = [
    server(
      "Django behind gunicorn",
      """
      client_max_body_size 2m;
      location = /favicon.ico { access_log off; log_not_found off; }
      location /static/ { alias ROOT/app/static/; expires 30d; add_header Cache-Control "public, immutable"; }
      location /media/ { alias ROOT/app/media/; }
      location / { proxy_set_header Host $http_host; proxy_pass http://BACKEND; }
      """),
    server(
      "Django, alias without its slash",
      """
      location /static/ { alias ROOT/app/static; }
      location /media { alias ROOT/app/media/; }
      location / { include /dev/null; proxy_pass http://BACKEND; }
      """.replacing("include /dev/null; ", with: "")),
    server(
      "Django with whitenoise fallback",
      """
      root ROOT/app;
      location /static/ { try_files $uri @app; expires max; }
      location /media/ { try_files $uri =404; }
      location / { try_files $uri @app; }
      location @app { proxy_pass http://BACKEND; proxy_redirect off; }
      """),
    server(
      "Rails with public directory",
      """
      root ROOT/www;
      try_files $uri/index.html $uri @rails;
      location @rails { proxy_set_header X-Forwarded-Proto $scheme; proxy_pass http://BACKEND; }
      error_page 500 502 503 504 /50x.html;
      client_max_body_size 4G;
      location ~ ^/(assets|static)/ { gzip_static on; expires max; add_header Cache-Control public; }
      """),
    server(
      "Laravel",
      """
      root ROOT/www; index index.php;
      add_header X-Frame-Options "SAMEORIGIN";
      charset utf-8;
      location / { try_files $uri $uri/ /index.php?$query_string; }
      location = /favicon.ico { access_log off; log_not_found off; }
      location = /robots.txt  { access_log off; log_not_found off; }
      error_page 404 /index.php;
      location ~ \\.php$ { fastcgi_pass 127.0.0.1:1; fastcgi_param SCRIPT_FILENAME $realpath_root$fastcgi_script_name; }
      location ~ /\\.(?!well-known).* { deny all; }
      """),
    server(
      "WordPress",
      """
      root ROOT/www; index index.php;
      location / { try_files $uri $uri/ /index.php?$args; }
      location ~ \\.php$ { try_files $uri =404; fastcgi_pass 127.0.0.1:1; }
      location ~* \\.(js|css|png|jpg|jpeg|gif|ico)$ { expires max; log_not_found off; }
      location ~* /(?:uploads|files)/.*\\.php$ { deny all; }
      location ~ /\\. { deny all; }
      """, ["/wp-content/uploads/2024/a.jpg", "/wp-content/uploads/x.php"]),
    server(
      "Single-page application",
      """
      root ROOT/www;
      location / { try_files $uri $uri/ /index.html; }
      location /api/ { proxy_pass http://BACKEND/; }
      location = /index.html { add_header Cache-Control "no-cache"; }
      """, ["/api", "/deep/link", "/build/app.123.js", "/empty/", "/empty", "/docs", "/docs/"]),
    server(
      "Single-page application with hashed assets",
      """
      root ROOT/www; index index.html;
      add_header X-Frame-Options DENY always;
      location ~* "\\.[0-9a-f]{3,}\\.(js|css)$" { expires 1y; add_header Cache-Control "public, immutable"; try_files $uri =404; }
      location ~* ^/(?!api/).*\\.html$ { expires -1; }
      location / { try_files $uri /index.html =404; }
      location ^~ /api/ { proxy_pass http://BACKEND; }
      """, ["/build/app.123.js", "/build/app.999.js"]),
    server(
      "Next.js export",
      """
      root ROOT/www;
      location / { try_files $uri $uri.html $uri/ =404; }
      error_page 404 /404.html;
      location = /404.html { internal; }
      location /static/ { alias ROOT/app/static/; access_log off; }
      """, ["/404.html", "/about/"]),
    server(
      "Nextcloud-like",
      """
      root ROOT/www;
      client_max_body_size 512M;
      add_header X-Frame-Options "SAMEORIGIN" always;
      index index.php index.html /index.php$request_uri;
      location = / { if ( $http_user_agent ~ ^DavClnt ) { return 302 /remote.php/webdav/$is_args$args; } }
      location = /robots.txt { allow all; log_not_found off; access_log off; }
      location ^~ /.well-known { location = /.well-known/carddav { return 301 /remote.php/dav/; } return 301 /index.php$request_uri; }
      location ~ ^/(?:build|tests|config|lib|3rdparty|templates|data)(?:$|/)  { return 404; }
      location ~ ^/(?:\\.|autotest|occ|issue|indie|db_|console) { return 404; }
      location ~ \\.php(?:$|/) { fastcgi_split_path_info ^(.+?\\.php)(/.*)$; set $path_info $fastcgi_path_info; try_files $fastcgi_script_name =404; fastcgi_pass 127.0.0.1:1; }
      location ~ \\.(?:css|js|svg|gif)$ { try_files $uri /index.php$request_uri; expires 6M; access_log off; }
      location /remote { return 301 /remote.php$request_uri; }
      location / { try_files $uri $uri/ /index.php$request_uri; }
      """, ["/.well-known/carddav", "/.well-known/x?y=1", "/build/app.123.js", "/remote/x", "/ User-Agent=DavClnt"]),
    server(
      "Packaged default site",
      """
      root ROOT/www; index index.html index.htm index.nginx-debian.html;
      location / { try_files $uri $uri/ =404; }
      """, ["/empty/", "/docs", "/docs/", "/about.html"]),
    server(
      "Container default",
      """
      location / { root ROOT/www; index index.html index.htm; }
      error_page 500 502 503 504 /50x.html;
      location = /50x.html { root ROOT/www; }
      """, ["/50x.html", "/docs", "/empty/"]),
    server(
      "Root where alias was meant",
      """
      root ROOT/www;
      location /static/ { root ROOT/app/static; }
      location /media/ { root ROOT/app; }
      """),
    server(
      "Downloads through X-Accel-Redirect",
      """
      location /protected/ { internal; alias ROOT/www/private/; }
      location /download/ { proxy_pass http://BACKEND; }
      location / { root ROOT/www; }
      """, ["/protected/doc.pdf", "/download/doc.pdf", "/private/doc.pdf"]),
    server(
      "Basic authentication and address rules",
      """
      root ROOT/www;
      location /private/ { auth_basic "Members"; auth_basic_user_file ROOT/htpasswd; }
      location /docs/ { allow 10.0.0.0/8; deny all; }
      location /media/ { satisfy any; allow 127.0.0.0/8; deny all; auth_basic "x"; auth_basic_user_file ROOT/htpasswd; }
      location /static/ { limit_except GET { deny all; } }
      """, ["/private/doc.pdf", "/docs/", "/docs/index.html", "PUT /static/css/app.css"]),
    server(
      "Deployment by symlink",
      """
      root ROOT/www;
      location /static/ { alias ROOT/current/static/; disable_symlinks on from=ROOT; }
      location /assets/ { alias ROOT/current/static/; }
      """, ["/assets/css/app.css", "/assets/css"]),
    server(
      "Permissions",
      """
      location /static/ { alias ROOT/app/static/; }
      location /media/ { alias ROOT/app/media/; try_files $uri =404; }
      location / { root ROOT/www; autoindex on; }
      """, ["/empty/", "/docs/", "/private/doc.pdf", "/private/", "/static/js/app.js", "/static/js/", "/static/js"],
      modes: ["/app/media": 0o700, "/app/static/js": 0o711, "/www/private": 0o744, "/app/static/css/app.css": 0o600]),
    server(
      "Proxy paths",
      """
      location /api/ { proxy_pass http://BACKEND/v1/; }
      location /raw/ { proxy_pass http://BACKEND; }
      location /glued { proxy_pass http://BACKEND/x; }
      location /slash { proxy_pass http://BACKEND/; }
      location /re/ { rewrite ^/re/(.*)$ /new/$1 break; proxy_pass http://BACKEND/ignored/; }
      location ~ ^/rx/(\\d+) { proxy_pass http://BACKEND; }
      location /v/ { set $b BACKEND; proxy_pass http://$b; }
      location /vu/ { set $b BACKEND; proxy_pass http://$b/fixed; }
      location / { return 404; }
      """,
      [
        "/api/a//b/../c?x=1", "/raw/a//b/../c%20d?x=1", "/gluedfoo", "/slashfoo/bar", "/re/x?y=1", "/rx/12/ab%2Fcd",
        "/v/x?y=1",
        "/vu/x?y=1", "/api", "/api?z=1", "/raw", "/api/%D1%8F?q=%D1%8F", "/api/a%20b", "/re/a%20b", "/api/%2e%2e/raw/x",
      ]),
    server(
      "Redirects",
      """
      root ROOT/www;
      rewrite ^/old/(.*)$ /new/$1 permanent;
      rewrite ^/tmp/(.*)$ /static/$1;
      if ($arg_debug) { return 403; }
      location /new/ { return 302 https://other.example$request_uri; }
      location = /about { return 301 /docs/; }
      location /go { return 307 /x?y=1; }
      location /txt { default_type text/css; return 200 "hello $arg_n"; }
      location /gone { return 410; }
      location /close { return 444; }
      error_page 410 =404 /404.html;
      port_in_redirect off;
      """,
      [
        "/old/a%20b?c=d", "/tmp/css/app.css", "/?debug=1", "/new/x?y", "/go", "/txt?n=me", "/gone", "/close", "/docs",
        "/old/%3Fx",
      ]),
    server(
      "Maps and conditions",
      """
      root ROOT/www; set $folder www;
      if ($bad) { return 403; }
      location /m/ { root ROOT/$folder; rewrite ^/m/(.*)$ /$target break; }
      location /static/ { add_header Cache-Control $policy; }
      location / { if (!-e $request_filename) { rewrite ^ /index.html break; } }
      """, ["/m/one", "/m/two", "/static/css/app.css?p=x", "/x User-Agent=EvilBot", "/nothing/here"],
      top: """
        map $uri $target { default index.html; ~/two$ about.html; /m/one robots.txt; }
        map $http_user_agent $bad { default 0; ~*evil 1; }
        map $uri $policy { ~*\\.css$ "max-age=60"; default ""; }
        """),
    server(
      "Header inheritance",
      """
      root ROOT/www; add_header X-A a; add_header X-B b always;
      location /static/ { add_header X-C c; expires 1h; }
      location /media/ { expires off; location ~ \\.jpg$ { add_header X-C "$uri"; } }
      location /docs/ { }
      error_page 404 =200 /404.html;
      location = /404.html { add_header X-C page always; }
      """, ["/docs/index.html", "/docs/", "/docs"]),
    server(
      "Compressed copies",
      """
      root ROOT/www; gzip_static on; etag off;
      location /media/ { gzip_static always; }
      types { text/css css; }
      """,
      [
        "/static/css/app.css Accept-Encoding=gzip", "/static/css/app.css Accept-Encoding=gzip;q=0",
        "/static/css/app.css Accept-Encoding=deflate,gzip;q=0.5", "/docs/index.html Accept-Encoding=gzip",
      ]),
    server(
      "Nested locations",
      """
      root ROOT/www;
      location /static/ { location ~ \\.css$ { alias ROOT/app/static/css/app.css; } location /static/js/ { alias ROOT/app/static/js/; } }
      location ^~ /media/ { location = /media/photo.jpg { return 200 exact; } }
      location ~ \\.(css|jpg)$ { return 403; }
      location = / { return 204; }
      """, ["/static/js/app.js", "/media/x.jpg", "/x.css", "/docs/index.html"]),
    server(
      "Conditions, ranges and compression",
      """
      root ROOT/www; gzip on; gzip_types text/css; gzip_vary on; gzip_min_length 5;
      location /media/ { max_ranges 0; }
      location /docs/ { if_modified_since before; etag off; }
      """,
      [
        "/static/css/app.css Accept-Encoding=gzip", "/docs/index.html Accept-Encoding=gzip",
        "/media/photo.jpg Accept-Encoding=gzip",
        "HEAD /static/css/app.css Accept-Encoding=gzip", "/none Accept-Encoding=gzip",
        "/media/photo.jpg Range=bytes=0-1",
        "/static/css/app.css Range=bytes=0-3", "/static/css/app.css Range=bytes=5-",
        "/static/css/app.css Range=bytes=-3",
        "/static/css/app.css Range=bytes=500-", "/static/css/app.css Range=bytes=0-99999",
        "/static/css/app.css Range=bytes=x",
        "/static/css/app.css If-None-Match=\"6553f100-1e\"", "/static/css/app.css If-None-Match=*",
        "/static/css/app.css If-Match=\"x\"",
        "/static/css/app.css Range=bytes=0-1 If-Range=\"x\"", "/docs/index.html If-None-Match=\"x\"",
        "/docs/index.html Range=bytes=2-2",
      ]),
    server(
      "Behind a balancer",
      """
      root ROOT/www; set_real_ip_from 127.0.0.0/8; real_ip_header X-Forwarded-For; real_ip_recursive on;
      location /docs/ { allow 192.0.2.0/24; deny all; }
      location /static/ { expires $lifetime; }
      location /media/ { add_header X-A "$remote_addr $ssl_protocol."; }
      location ~ \\.php(/|$) { fastcgi_split_path_info ^(.+\\.php)(/.+)$; try_files $fastcgi_script_name =404; add_header X-B "$fastcgi_path_info"; return 404; }
      """,
      [
        "/docs/index.html X-Forwarded-For=192.0.2.7", "/docs/index.html X-Forwarded-For=192.0.2.7,10.0.0.1",
        "/docs/index.html",
        "/docs/index.html X-Forwarded-For=192.0.2.7,127.0.0.9", "/media/photo.jpg X-Forwarded-For=192.0.2.7",
      ], top: "map $sent_http_content_type $lifetime { default off; text/css 1d; }"),
  ]
}
