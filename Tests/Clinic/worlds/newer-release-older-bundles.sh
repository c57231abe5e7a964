# title: the release has its new manifest, nginx still serves the bundles of the one before
# expect: files.stale-build | files.manifest-mismatch
# verdict: confirmed
# names: mix-manifest.json
# cure: no
setup() {
  hosts kiln.example; user kiln
  code /srv/kiln/app kiln:kiln; mkdir -p /srv/kiln/app/public/js /srv/kiln/www/js
  echo 'new()' > /srv/kiln/app/public/js/app.77e0aa.js; echo 'old()' > /srv/kiln/www/js/app.12af03.js
  echo '{"/js/app.js": "/js/app.77e0aa.js"}' > /srv/kiln/app/public/mix-manifest.json
  echo '{"/js/app.js": "/js/app.12af03.js"}' > /srv/kiln/www/mix-manifest.json
  touch -d '2026-06-03 12:00' /srv/kiln/www/js/app.12af03.js /srv/kiln/www/mix-manifest.json
  app -u kiln -d /srv/kiln/app -e STATIC_URL=/static/ -e STATIC_ROOT=/srv/kiln/www
  vhost kiln <<'CONF'
server {
    listen 80;
    server_name kiln.example;
    location /static/ { alias /srv/kiln/www/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://kiln.example/static/js/app.77e0aa.js; }
