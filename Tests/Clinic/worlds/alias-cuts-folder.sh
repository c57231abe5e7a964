# title: alias stands where root was meant, and the folder of that name is cut off
# expect: nginx.alias-drops-prefix
# verdict: confirmed
# names: /opt/kanban/web
# target: http://kanban.example/dist/js/main.js
setup() {
  hosts kanban.example; user kanban
  bundle /opt/kanban/web/dist kanban:kanban
  file /opt/kanban/web/index.html <<< '<!doctype html><script src=/dist/js/main.js></script>'
  vhost kanban <<'CONF'
server {
    listen 80;
    server_name kanban.example;
    root /opt/kanban/web;

    location ^~ /dist/ {
        alias /opt/kanban/web/;
        etag on;
    }
    location = /health { return 204; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://kanban.example/dist/js/main.js; }
cure() { sed -i 's#alias /opt/kanban/web/;#alias /opt/kanban/web/dist/;#' /etc/nginx/sites-available/kanban; nginx -s reload; }
