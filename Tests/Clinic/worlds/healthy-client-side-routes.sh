# title: unknown routes get the single page on purpose, and assets do not
# healthy
# target: http://aspen.example/orders/4711/edit
# target: http://aspen.example/assets/js/main.js
setup() {
  hosts aspen.example
  bundle /var/www/aspen/assets
  file /var/www/aspen/index.html <<< '<!doctype html><link rel=stylesheet href=/assets/css/main.css><script src=/assets/js/main.js></script><div id=app></div>'
  vhost aspen <<'CONF'
server {
    listen 80;
    server_name aspen.example;
    root /var/www/aspen;
    location / { try_files $uri /index.html; }
    location /assets/ { try_files $uri =404; expires 1h; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://aspen.example/orders/4711/edit)$(status http://aspen.example/assets/js/none.js)" != 200404 ]; }
