# title: nginx names the upstream in place of the visitor's host, and the application refuses it
# expect: http.host-rejected
# verdict: confirmed
# names: Host
# target: http://fern.example/
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
        if self.headers.get("Host", "").split(":")[0] != "fern.example": return self.reply(400, b"<h1>Bad Request</h1>", ("Content-Type", "text/html"))
        self.reply(200, b"<!doctype html><title>Fern</title>", ("Content-Type", "text/html"))
    do_HEAD = do_GET
http.server.ThreadingHTTPServer(("127.0.0.1", 8600), Speaker).serve_forever()
PY
  ( cd /srv/fern && exec setsid /usr/bin/python3 speak.py </dev/null >/dev/null 2>&1 ) &
  listening 8600
  vhost fern <<'CONF'
upstream fern_app { server 127.0.0.1:8600; }
server {
    listen 80;
    server_name fern.example;
    proxy_set_header X-Forwarded-For $remote_addr;
    location / {
        proxy_pass http://fern_app;
    }
}
CONF
  start_nginx
}
symptom() { gives 400 http://fern.example/; }
cure() { sed -i 's#proxy_pass http://fern_app;#& proxy_set_header Host $host;#' /etc/nginx/sites-available/fern; nginx -s reload; }
