# title: nginx runs in a unit that hides all home directories from it
# expect: access.sandboxed-service
# names: /home/edda
# cure: no
# target: http://edda.example/essays/papers/minutes.pdf
setup() {
  hosts edda.example; user edda 711
  pictures /home/edda/essays edda:edda
  file /etc/systemd/system/nginx.service.d/override.conf <<'UNIT'
[Service]
ProtectHome=yes
UNIT
  vhost edda <<'CONF'
server {
    listen 80;
    server_name edda.example;
    root /home/edda;
}
CONF
  unshare -m bash -c 'mount -t tmpfs -o ro,mode=0,nosuid,nodev tmpfs /home && exec nginx'
}
symptom() { [ -r /home/edda/essays/papers/minutes.pdf ] || return 2; gives 403 http://edda.example/essays/papers/minutes.pdf; }
cure() { kill "$(cat /run/nginx.pid)"; while [ -e /run/nginx.pid ]; do sleep 0.02; done; nginx; }
