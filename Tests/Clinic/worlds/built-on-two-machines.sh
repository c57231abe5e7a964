# title: manifest and bundles were copied from two builds: the page asks for names that nobody has
# expect: files.manifest-mismatch
# verdict: confirmed
# names: .vite/manifest.json
# also: files.manifest-mismatch
# not: deploy.link-dangling
# cure: no
setup() {
  hosts loom.example; user loom
  code /srv/loom loom:loom; mkdir -p /srv/loom/dist/.vite /srv/loom/dist/assets
  echo 'body{margin:0}' > /srv/loom/dist/assets/main-Bq1x7Kd2.css; echo 'start()' > /srv/loom/dist/assets/main-D9aa3c1F.js; echo 'lazy()' > /srv/loom/dist/assets/chart-C0ffee12.js
  cat > /srv/loom/dist/.vite/manifest.json <<'JSON'
{
  "src/main.ts": {"file": "assets/main-Xt5v0Pq8.js", "name": "main", "src": "src/main.ts", "isEntry": true, "css": ["assets/main-Bq1x7Kd2.css"], "dynamicImports": ["src/chart.ts"]},
  "src/chart.ts": {"file": "assets/chart-C0ffee12.js", "name": "chart", "src": "src/chart.ts", "isDynamicEntry": true}
}
JSON
  app -u loom -d /srv/loom -e STATIC_ROOT=/srv/loom/dist -e STATIC_URL=/static/
  vhost loom <<'CONF'
server {
    listen 80;
    server_name loom.example;
    location /static/ { alias /srv/loom/dist/; expires 1y; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://loom.example/static/assets/main-Xt5v0Pq8.js; }
