# title: a drop-in of nginx's unit makes the whole of one tree inaccessible
# expect: access.sandboxed-service
# names: InaccessiblePaths
# cure: no
# target: http://ruff.example/a/papers/minutes.pdf
setup() {
  hosts ruff.example
  pictures /srv/ruff/a
  file /etc/systemd/system/nginx.service.d/50-harden.conf <<'UNIT'
[Service]
PrivateTmp=yes
InaccessiblePaths=-/mnt -/srv/ruff
UNIT
  vhost ruff <<'CONF'
server {
    listen 80;
    server_name ruff.example;
    root /srv/ruff;
}
CONF
  unshare -m bash -c 'mount -t tmpfs -o ro,mode=0,nosuid,nodev tmpfs /srv/ruff && exec nginx'
}
symptom() { [ -r /srv/ruff/a/papers/minutes.pdf ] || return 2; gives 403 http://ruff.example/a/papers/minutes.pdf; }
cure() { kill "$(cat /run/nginx.pid)"; while [ -e /run/nginx.pid ]; do sleep 0.02; done; nginx; }
