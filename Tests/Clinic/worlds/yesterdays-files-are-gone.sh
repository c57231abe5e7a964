# title: pages of the earlier release still ask for its files, the deploy replaced them
# expect: deploy.old-assets-removed
# verdict: confirmed
# names: app.51c2aa.css
setup() {
  hosts curlew.example
  for r in 51c2aa:1 8d31f0:2; do h=${r%:*}; d=/srv/curlew/releases/2026110${r#*:}; mkdir -p $d/assets
    echo "body{color:#$h}" > $d/assets/app.$h.css; echo "console.log('$h')" > $d/assets/app.$h.js
    echo "<!doctype html><link rel=stylesheet href=/assets/app.$h.css><script src=/assets/app.$h.js></script>" > $d/index.html; done
  ln -s releases/20261102 /srv/curlew/current
  vhost curlew <<'CONF'
server {
    listen 80;
    server_name curlew.example;
    root /srv/curlew/current;
    location /assets/ { expires 1y; }
    location / { try_files $uri /index.html; }
}
CONF
  start_nginx; sleep 1.1
  for i in 1 2 3; do status http://curlew.example/assets/app.51c2aa.css -e http://curlew.example/ >/dev/null; done
}
symptom() { gives 404 http://curlew.example/assets/app.51c2aa.css; }
