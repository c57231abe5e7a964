# title: every open connection takes a descriptor, and the worker has none left to read a file with
# expect: nginx.worker-limit
# verdict: confirmed
# names: worker_rlimit_nofile
# target: http://quay.example/css/main.css
setup() {
  hosts quay.example; bundle /srv/quay
  sed -i 's/worker_processes auto;/worker_processes 1;/; 1i worker_rlimit_nofile 40;' /etc/nginx/nginx.conf
  vhost quay <<'CONF'
server {
    listen 80;
    server_name quay.example;
    root /srv/quay;
}
CONF
  start_nginx
  sleep 2.1
  hold 60
  local n
  for n in $(seq 50); do [ "$(PATIENCE=1 status http://quay.example/css/main.css)" != 000 ] || break; sleep 0.1; done
}
# hold COUNT: as many clients that have begun a request and do not go on.
hold() {
  python3 - "$1" > /dev/null 2>&1 <<'PY' &
import socket, sys, time
held = []
for n in range(int(sys.argv[1])):
    try:
        client = socket.create_connection(("127.0.0.1", 80), 2)
        client.sendall(b"GET /css/main.css HTTP/1.1\r\nHost: quay.exa")
        held.append(client)
        time.sleep(0.02)
    except OSError:
        pass
time.sleep(600)
PY
}
symptom() { PATIENCE=2 gives 000 http://quay.example/css/main.css; }
cure() { sed -i 's/worker_rlimit_nofile 40;/worker_rlimit_nofile 4096;/' /etc/nginx/nginx.conf; nginx -s reload; sleep 0.5; }
