# title: the web container got a new, empty volume where the application's assets are expected
# expect: volumes.empty-volume | volumes.not-shared
# names: /assets
# inside: web
# cure: no
setup() {
  hosts app; v=$(volume lark_assets); bundle "$v"
  volume 6c2f0d8e41b7a95f3d1c >/dev/null
  file "$(image lark-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    location /assets/ { alias /assets/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app lark-app -u 1900:1900 -e STATIC_ROOT=/app/static -e STATIC_URL=/assets/ -v lark_assets:/app/static
  web_box web lark-web -v 6c2f0d8e41b7a95f3d1c:/assets
}
symptom() { gives 404 http://localhost/assets/css/main.css; }
cure() { bundle "$(volume 6c2f0d8e41b7a95f3d1c)"; }
