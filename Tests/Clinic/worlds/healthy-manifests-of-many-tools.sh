# title: complete manifests of several tools, a leftover of an old build, source maps that were not deployed, a web app's manifest
# healthy
setup() {
  hosts quay.example; user quay
  code /srv/quay quay:quay; bundle /srv/quay/static; cd /srv/quay/static
  cp css/main.css css/main.4f2c9a10b7e1.css; mkdir -p build/assets build/.vite packs
  echo '{"paths": {"css/main.css": "css/main.4f2c9a10b7e1.css", "mark.svg": "mark.svg"}, "version": "1.1", "hash": "5e0c1b"}' > staticfiles.json
  echo '{"name": "Quay", "short_name": "Quay", "icons": [{"src": "/static/icon-512.png", "sizes": "512x512"}], "start_url": "/"}' > manifest.json
  echo 'a()' > build/assets/app-BkP3sW_q.js
  echo '{"src/app.js": {"file": "assets/app-Old00001.js", "src": "src/app.js", "isEntry": true}}' > build/manifest.json; touch -d '2026-01-04 09:00' build/manifest.json
  echo '{"src/app.js": {"file": "assets/app-BkP3sW_q.js", "src": "src/app.js", "isEntry": true}}' > build/.vite/manifest.json
  echo '{"files": {"main.js": "/static/js/main.js", "main.js.map": "/static/js/main.js.map"}, "entrypoints": ["js/main.js"]}' > asset-manifest.json
  chown -R quay:quay /srv/quay/static; touch -d '2026-10-01 10:00' staticfiles.json
  app -u quay -d /srv/quay -e STATIC_ROOT=/srv/quay/static -e STATIC_URL=/static/
  vhost quay <<'CONF'
server {
    listen 80;
    server_name quay.example;
    location /static/ { alias /srv/quay/static/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://quay.example/static/css/main.4f2c9a10b7e1.css; }
