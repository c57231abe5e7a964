# title: the front server on another machine takes smaller uploads than nginx and the application
# target: http://scoter.example/upload
# target: --upload-url http://scoter.example/upload
# expect: http.size-limit-elsewhere
# verdict: confirmed
# names: 10.30.0.9
# not: nginx.body-size-limit
# cure: no
# needs: ip nsenter
setup() {
  user scoter; code /srv/scoter scoter; mkdir -p /srv/scoter/media; chown scoter /srv/scoter/media
  ip netns add front; ip link add wire9 type veth peer name eth0 netns front; ip link set wire9 up; ip address add 10.30.0.1/24 dev wire9
  ip -n front link set lo up; ip -n front address add 10.30.0.9/24 dev eth0; ip -n front link set eth0 up
  echo '10.30.0.9 scoter.example' >> /etc/hosts
  app -u scoter -d /srv/scoter -e MEDIA_ROOT=/srv/scoter/media -e MAX_CONTENT_LENGTH=67108864
  vhost scoter <<'CONF'
server {
    listen 80;
    server_name scoter.example;
    client_max_body_size 64m;
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  file /opt/front.py <<'PY'
import http.client
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Front(BaseHTTPRequestHandler):
    protocol_version, server_version, sys_version = "HTTP/1.1", "gate/4.2", ""

    def log_message(self, *_):
        pass

    def refuses(self):
        return int(self.headers.get("Content-Length") or 0) > 1 << 20

    def send(self, status, body, kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 413:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    def handle_expect_100(self):
        if not self.refuses():
            return super().handle_expect_100()
        self.send(413, b"too large")
        self.close_connection = True
        return False

    def handle_any(self):
        if self.refuses():
            self.close_connection = True
            return self.send(413, b"too large")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        line = http.client.HTTPConnection("10.30.0.1", 80, timeout=9)
        line.request(self.command, self.path, body, {"Host": self.headers["Host"]})
        answer = line.getresponse()
        self.send(answer.status, answer.read(), answer.getheader("Content-Type") or "text/plain")

    do_GET = do_HEAD = do_POST = do_OPTIONS = handle_any


ThreadingHTTPServer(("10.30.0.9", 80), Front).serve_forever()
PY
  ( exec setsid nsenter --net=/run/netns/front /usr/bin/python3 /opt/front.py </dev/null >/dev/null 2>&1 ) &
  listening 80 10.30.0.9
}
symptom() { refuses 413 http://scoter.example/upload 3000000; }
