# title: nginx does not start because a semicolon is missing
# expect: nginx.config-invalid
# verdict: confirmed
# names: /sluice:
# cure: no
setup() {
  hosts sluice.example; user sluice
  pictures /srv/sluice/media sluice:sluice
  vhost sluice <<'CONF'
server {
    listen 80;
    server_name sluice.example;
    root /srv/sluice/public
    location /media/ { alias /srv/sluice/media/; }
}
CONF
  nginx 2>/dev/null || true
}
symptom() { gives 000 http://sluice.example/media/faces/ida.gif; }
cure() { sed -i 's#public$#public;#' /etc/nginx/sites-available/sluice; nginx; }
