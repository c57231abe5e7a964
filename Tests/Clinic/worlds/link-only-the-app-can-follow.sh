# title: the shared volume holds a link whose target exists in the application's image alone
# expect: volumes.symlink-into-image | files.broken-symlink
# names: /app/build/out
# cure: no
setup() {
  hosts app; bundle "$(image teal-app)/app/build/out"
  v=$(volume teal_public); ln -s /app/build/out "$v/assets"
  file "$(image teal-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    location /assets/ { root /public; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app teal-app -u 1200:1200 -e STATIC_ROOT=/public/assets -e STATIC_URL=/assets/ -v teal_public:/public
  web_box web teal-web -v teal_public:/public:ro
}
symptom() { gives 404 http://localhost/assets/css/main.css; }
cure() { rm "$(volume teal_public)/assets"; bundle "$(volume teal_public)/assets"; }
