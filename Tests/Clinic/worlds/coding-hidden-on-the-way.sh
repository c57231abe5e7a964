# title: nginx hides the header that says the style sheet is compressed
# expect: http.length-or-encoding-broken
# verdict: confirmed
# names: Content-Encoding
# target: http://fern.example/look/site.css
setup() {
  hosts fern.example; mkdir -p /srv/fern
  cat > /srv/fern/speak.py <<'PY'
import http.server, sys
class Speaker(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *words): pass
    def reply(self, code, body, *headers):
        self.send_response(code)
        for name, value in headers: self.send_header(name, value)
        self.send_header("Content-Length", str(len(body))); self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)
    def do_GET(self):
        import gzip
        self.reply(200, gzip.compress(b"main{margin:0 auto}" * 40), ("Content-Type", "text/css"), ("Content-Encoding", "gzip"))
    do_HEAD = do_GET
http.server.ThreadingHTTPServer(("127.0.0.1", 8600), Speaker).serve_forever()
PY
  ( cd /srv/fern && exec setsid /usr/bin/python3 speak.py </dev/null >/dev/null 2>&1 ) &
  listening 8600
  vhost fern <<'CONF'
server {
    listen 80;
    server_name fern.example;
    location / {
        proxy_pass http://127.0.0.1:8600;
        proxy_set_header Host $host;
        proxy_hide_header Content-Encoding;
    }
}
CONF
  start_nginx
}
symptom() { curl -s --compressed http://fern.example/look/site.css | grep -q margin && return 1; return 0; }
cure() { sed -i '/proxy_hide_header/d' /etc/nginx/sites-available/fern; nginx -s reload; }
