# title: the path that was asked about does not exist, its neighbours do
# expect: files.missing
# names: /srv/delta/media/2026/10/quay.gif
# target: /srv/delta/media/2026/10/quay.gif
# cure: no
setup() {
  hosts delta.example; user delta
  pictures /srv/delta/media delta:delta; gif /srv/delta/media/2026/10/buoy.gif
  vhost delta <<'CONF'
server {
    listen 80;
    server_name delta.example;
    location /media/ { alias /srv/delta/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://delta.example/media/2026/10/quay.gif; }
cure() { gif /srv/delta/media/2026/10/quay.gif; }
