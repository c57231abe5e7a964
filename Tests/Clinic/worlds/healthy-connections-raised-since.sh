# title: the workers had too few connections once; the number was raised and loaded, the log still tells of it
# healthy
# target: http://quay.example/css/main.css
setup() {
  hosts quay.example; bundle /srv/quay
  sed -i 's/worker_connections 768;/worker_connections 32;/; s/worker_processes auto;/worker_processes 1;/' /etc/nginx/nginx.conf
  vhost quay <<'CONF'
server {
    listen 80;
    server_name quay.example;
    root /srv/quay;
}
CONF
  start_nginx
  python3 - <<'PY'
import socket, time
held = []
for n in range(60):
    try:
        client = socket.create_connection(("127.0.0.1", 80), 2)
        client.sendall(b"GET /css/main.css HTTP/1.1\r\nHost: quay.exa")
        held.append(client)
        time.sleep(0.02)
    except OSError:
        pass
PY
  sleep 1.2
  sed -i 's/worker_connections 32;/worker_connections 2048;/' /etc/nginx/nginx.conf
  nginx -s reload
  local old n; old=$(pgrep -f '^nginx: worker process$' | head -1)
  for n in $(seq 50); do pgrep -f '^nginx: worker process$' | grep -qx "$old" || break; sleep 0.1; done
}
symptom() { [ "$(status http://quay.example/css/main.css)" != 200 ]; }
