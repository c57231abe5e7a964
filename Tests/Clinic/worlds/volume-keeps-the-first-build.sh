# title: the volume of assets was filled by the first image, and the new image's assets lie below it
# expect: volumes.stale-named-volume
# verdict: likely
# names: harbour_assets
setup() {
  local layer old; hosts app; layer=$(image harbour-app)/app/public; old=$(volume harbour_assets)
  mkdir -p "$layer/.vite" "$layer/chunks" "$old/.vite" "$old/chunks"
  echo 'main{color:navy}' > "$layer/chunks/main-Kf83mZ0q.css"; echo 'start(2)' > "$layer/chunks/main-Pw91xT5c.js"
  echo '{"main.ts": {"file": "chunks/main-Pw91xT5c.js", "isEntry": true, "css": ["chunks/main-Kf83mZ0q.css"]}}' > "$layer/.vite/manifest.json"
  echo 'main{color:red}' > "$old/chunks/main-Aa02bY7d.css"; echo 'start(1)' > "$old/chunks/main-Ce44hU1e.js"
  echo '{"main.ts": {"file": "chunks/main-Ce44hU1e.js", "isEntry": true, "css": ["chunks/main-Aa02bY7d.css"]}}' > "$old/.vite/manifest.json"
  find "$old" -exec touch -d '2026-02-11 08:00' {} +
  file "$(image harbour-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    location /assets/ { alias /var/www/assets/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/harbour/compose.yaml <<'YAML'
services:
  app:
    image: harbour-app
    environment: {STATIC_ROOT: /app/public, STATIC_URL: /assets/}
    volumes: ["assets:/app/public"]
  web:
    image: harbour-web
    volumes: ["assets:/var/www/assets:ro"]
volumes: {assets: {}}
YAML
  app_box app harbour-app -e STATIC_ROOT=/app/public -e STATIC_URL=/assets/ -v harbour_assets:/app/public
  web_box web harbour-web -v harbour_assets:/var/www/assets:ro
}
symptom() { gives 404 http://localhost/assets/chunks/main-Pw91xT5c.js; }
