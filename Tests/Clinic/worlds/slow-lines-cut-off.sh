# title: uploads that pause for two seconds are cut off; the log is written as JSON
# expect: nginx.timeout-too-short
# verdict: confirmed
# names: client_body_timeout
# target: --upload-url http://ferry.example/upload
setup() {
  hosts ferry.example; user ferry
  code /srv/ferry ferry:ferry; pictures /srv/ferry/media ferry:ferry
  app -u ferry -d /srv/ferry -e MEDIA_ROOT=/srv/ferry/media -e MEDIA_URL=/media/
  cat > /etc/nginx/conf.d/access.conf <<'CONF'
log_format events escape=json '{"time":"$time_iso8601","host":"$host","request":"$request","bytes":$body_bytes_sent,"status":"$status"}';
client_body_timeout 1s;
CONF
  vhost ferry <<'CONF'
server {
    listen 80;
    server_name ferry.example;
    access_log /var/log/nginx/ferry.json events;
    client_max_body_size 20m;
    location /media/ { alias /srv/ferry/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  slowly || true
}
slowly() {
  python3 - <<'PY'
import socket, sys, time
s = socket.create_connection(("127.0.0.1", 80)); s.settimeout(6)
s.sendall(b"POST /upload?name=slow.bin HTTP/1.1\r\nHost: ferry.example\r\nConnection: close\r\nContent-Length: 8\r\n\r\nabcd")
time.sleep(2.2)
try:
    s.sendall(b"efgh"); answer = s.recv(300)
except OSError:
    answer = b""
sys.exit(0 if answer[9:11] == b"20" else 1)
PY
}
symptom() { if slowly; then return 1; else return 0; fi; }
cure() { sed -i 's#1s#60s#' /etc/nginx/conf.d/access.conf; nginx -s reload; }
