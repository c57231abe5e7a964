# title: the URL's host has no address and no server here
# expect: http.dns-failure
# names: cdn.tundra.invalid
# target: http://cdn.tundra.invalid/media/faces/ida.gif
# cure: no
setup() {
  hosts tundra.example; user tundra
  pictures /srv/tundra/media tundra:tundra
  vhost tundra <<'CONF'
server {
    listen 80;
    server_name tundra.example;
    location /media/ { alias /srv/tundra/media/; }
}
CONF
  start_nginx
}
symptom() { gives 000 http://cdn.tundra.invalid/media/faces/ida.gif; }
cure() { hosts cdn.tundra.invalid; }
