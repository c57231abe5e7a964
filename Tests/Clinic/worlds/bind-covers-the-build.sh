# title: a bind mount from the checkout covers the assets that the image was built with
# expect: volumes.mount-hides-files | volumes.empty-volume | files.never-built
# names: /app/static
# cure: no
setup() {
  hosts app; mkdir -p /opt/poll/static
  bundle "$(image poll)/app/static"
  file "$(image poll-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    location /static/ { alias /app/static/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  bundle "$(image poll-web)/app/static"
  file /opt/poll/compose.yaml <<'YAML'
services:
  app:
    image: poll
    environment: {STATIC_ROOT: /app/static, STATIC_URL: /static/}
    volumes: ["./static:/app/static"]
  web:
    image: poll-web
    volumes: ["./static:/app/static:ro"]
YAML
  app_box app poll -u 1700:1700 -e STATIC_ROOT=/app/static -e STATIC_URL=/static/ -v /opt/poll/static:/app/static
  web_box web poll-web -v /opt/poll/static:/app/static:ro
}
symptom() { gives 404 http://localhost/static/css/main.css; }
cure() { bundle /opt/poll/static; }
