# title: the static files come, and nobody listens where the pages are handed to; nobody names a URL
# expect: http.upstream-down
# names: 127.0.0.1:5100
setup() {
  hosts siskin.example; user siskin; code /srv/siskin siskin:siskin; pictures /srv/siskin/media siskin:siskin
  app -u siskin -d /srv/siskin -p 5000 -e MEDIA_ROOT=/srv/siskin/media -e MEDIA_URL=/media/
  vhost siskin <<'CONF'
server {
    listen 80;
    server_name siskin.example;
    location /media/ { alias /srv/siskin/media/; }
    location / { try_files $uri @pages; }
    location @pages { proxy_pass http://127.0.0.1:5100; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://siskin.example/)" = 502 ]; }
cure() { sed -i 's/5100/5000/' /etc/nginx/sites-available/siskin; nginx -s reload; }
