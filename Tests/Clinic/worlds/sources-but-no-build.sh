# title: the sources are there, the build never ran
# expect: files.never-built
# names: /srv/compass/public/build
# cure: no
setup() {
  hosts compass.example; user compass
  file /srv/compass/package.json <<< '{"name":"compass","scripts":{"build":"vite build --outDir public/build"}}'
  file /srv/compass/vite.config.js <<< 'export default { build: { outDir: "public/build", manifest: true } }'
  file /srv/compass/resources/js/main.js <<< 'import "../css/main.css"'
  file /srv/compass/resources/css/main.css <<< 'body{margin:0}'
  code /srv/compass; mkdir -p /srv/compass/public/build; chown -R compass:compass /srv/compass
  app -u compass -d /srv/compass -e STATIC_URL=/build/ -e STATIC_ROOT=/srv/compass/public/build
  vhost compass <<'CONF'
server {
    listen 80;
    server_name compass.example;
    location /build/ { alias /srv/compass/public/build/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://compass.example/build/css/main.css; }
cure() { mkdir /srv/compass/public/build/css; cp /srv/compass/resources/css/main.css /srv/compass/public/build/css/; }
