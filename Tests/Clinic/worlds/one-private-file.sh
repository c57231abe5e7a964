# title: one file was copied with a private mode
# expect: access.file-not-readable
# verdict: confirmed
# names: /srv/atelier/media/papers/prices.pdf
# not: access.parent-not-traversable
# target: http://atelier.example/media/papers/prices.pdf
setup() {
  hosts atelier.example; user atelier
  doc /srv/atelier/media/papers/prices.pdf
  pictures /srv/atelier/media atelier:atelier
  chmod 600 /srv/atelier/media/papers/prices.pdf
  vhost atelier <<'CONF'
server {
    listen 80;
    server_name atelier.example;
    location /media/ { alias /srv/atelier/media/; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://atelier.example/media/papers/prices.pdf; }
cure() { chmod o+r /srv/atelier/media/papers/prices.pdf; }
