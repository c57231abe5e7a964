# title: a letter too many in a directive, and nginx does not start
# expect: nginx.config-invalid
# verdict: confirmed
# names: /weir: | proxy_pass
setup() {
  hosts weir.example; user weir
  pictures /srv/weir/media weir:weir
  vhost weir <<'CONF'
server {
    listen 80;
    server_name weir.example;
    location /media/ { alias /srv/weir/media/; }
    location /api/ {
        proxy_passs http://127.0.0.1:8000;
    }
}
CONF
  nginx 2>/dev/null || true
}
symptom() { gives 000 http://weir.example/media/faces/ida.gif; }
cure() { sed -i 's#proxy_passs#proxy_pass#' /etc/nginx/sites-available/weir; nginx; }
