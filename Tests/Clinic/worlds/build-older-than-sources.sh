# title: the sources changed last week, the build is a month old
# expect: files.stale-build
# names: /srv/planner/dist
# cure: no
setup() {
  hosts planner.example; user planner
  file /srv/planner/package.json <<< '{"name":"planner","scripts":{"build":"esbuild src/js/main.js --bundle --outdir=dist/js"}}'
  bundle /srv/planner/dist
  file /srv/planner/src/js/main.js <<< 'console.log("calendar with weeks")'
  file /srv/planner/src/css/main.css <<< 'main{max-width:80ch}'
  code /srv/planner; chown -R planner:planner /srv/planner
  find /srv/planner -exec touch -d '-35 days' {} +; touch -d '-6 days' /srv/planner/src/js/main.js /srv/planner/src/css/main.css
  app -u planner -d /srv/planner -e STATIC_URL=/dist/ -e STATIC_ROOT=/srv/planner/dist
  vhost planner <<'CONF'
server {
    listen 80;
    server_name planner.example;
    location /dist/ { alias /srv/planner/dist/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://planner.example/dist/css/main.css)" = 200 ] || return 2; ! curl -s http://planner.example/dist/css/main.css | grep -q 80ch; }
cure() { cp /srv/planner/src/css/main.css /srv/planner/dist/css/; }
