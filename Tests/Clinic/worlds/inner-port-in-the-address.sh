# title: behind the outer server a folder without its slash leads to the inner port
# target: http://skua.example/handbook
# expect: nginx.redirect-leaks-port
# verdict: confirmed
# names: absolute_redirect
setup() {
  hosts skua.example; file /srv/skua/site/handbook/index.html <<< '<!doctype html><title>Handbook</title>'
  vhost skua-inner <<'CONF'
server {
    listen 127.0.0.1:8090;
    server_name skua.example;
    root /srv/skua/site;
    index index.html;
}
CONF
  vhost skua <<'CONF'
server {
    listen 80;
    server_name skua.example;
    location / {
        proxy_pass http://127.0.0.1:8090;
        proxy_set_header Host $host;
    }
}
CONF
  start_nginx
}
symptom() { curl -sfI http://skua.example/handbook | grep -qi '^location: .*:8090/'; }
