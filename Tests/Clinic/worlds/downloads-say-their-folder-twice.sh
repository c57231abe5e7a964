# title: the internal location of the downloads repeats its prefix in root
# expect: nginx.root-instead-of-alias | nginx.accel-redirect-misconfigured
# verdict: confirmed
# names: sites-enabled/deeds
# not: app.static-not-served
# target: http://deeds.example/download/house.pdf
setup() {
  hosts deeds.example; user deeds
  code /srv/deeds deeds:deeds; doc /srv/deeds/vault/house.pdf; chown -R deeds: /srv/deeds/vault
  app -u deeds -d /srv/deeds -e DEBUG=0 -e MEDIA_ROOT=/srv/deeds/vault -e ACCEL_PREFIX=/vault/
  vhost deeds <<'CONF'
server {
    listen 80;
    server_name deeds.example;
    location /vault/ {
        internal;
        root /srv/deeds/vault;
    }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://deeds.example/download/house.pdf; }
cure() { sed -i 's#root /srv/deeds/vault;#root /srv/deeds;#' /etc/nginx/sites-available/deeds; nginx -s reload; }
