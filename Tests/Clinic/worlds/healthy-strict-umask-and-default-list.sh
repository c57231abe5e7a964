# title: a private umask, and default lists that give nginx each upload all the same
# healthy
# needs: setfacl
setup() {
  hosts dotterel.example; user dotterel
  code /srv/dotterel dotterel:dotterel; pictures /srv/dotterel/media dotterel:dotterel
  find /srv/dotterel/media -type d -exec setfacl -m u:www-data:rx -m d:u:www-data:rx {} +
  file /srv/dotterel/.env 640 dotterel:dotterel <<'ENV'
MEDIA_ROOT=/srv/dotterel/media
MEDIA_URL=/media/
ENV
  app -u dotterel -d /srv/dotterel -f /srv/dotterel/.env -m 077
  vhost dotterel <<'CONF'
server {
    listen 80;
    server_name dotterel.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/dotterel/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  for n in one two; do send http://dotterel.example/upload 700 $n.gif; done
}
symptom() { gives 404 http://dotterel.example/media/one.gif; }
