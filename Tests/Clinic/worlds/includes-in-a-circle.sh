# title: two snippets include each other, so nothing can be reloaded
# expect: nginx.config-invalid
# names: /etc/nginx/snippets/
# target: http://spiral.example/media/faces/ida.gif
# cure: no
setup() {
  hosts spiral.example; user spiral
  pictures /srv/spiral/media spiral:spiral
  vhost spiral <<'CONF'
server {
    listen 80;
    server_name spiral.example;
    root /var/www/html;
}
CONF
  start_nginx
  echo 'include snippets/cache.conf;' > /etc/nginx/snippets/headers.conf
  echo 'include snippets/headers.conf;' > /etc/nginx/snippets/cache.conf
  vhost spiral <<'CONF'
server {
    listen 80;
    server_name spiral.example;
    include snippets/headers.conf;
    location /media/ { alias /srv/spiral/media/; }
}
CONF
  nginx -s reload 2>/dev/null || true
}
symptom() { gives 404 http://spiral.example/media/faces/ida.gif; }
cure() { : > /etc/nginx/snippets/cache.conf; nginx -s reload; }
