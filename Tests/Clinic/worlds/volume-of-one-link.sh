# title: the shared volume holds a link into the application's image
# expect: volumes.symlink-into-image
# verdict: confirmed
# names: /srv/shared/assets
# target: http://localhost/assets/css/main.css
# cure: no
setup() {
  hosts app
  bundle "$(image press-app)/app/out"
  file "$(image press-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    location /assets/ { root /srv/shared; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  ln -s /app/out "$(volume press_shared)/assets"
  app_box app press-app -e STATIC_ROOT=/app/shared/assets -e STATIC_URL=/assets/ -v press_shared:/app/shared
  web_box web press-web -v press_shared:/srv/shared:ro
}
symptom() { gives 404 http://localhost/assets/css/main.css; }
cure() { rm "$(volume press_shared)/assets"; bundle "$(volume press_shared)/assets"; }
