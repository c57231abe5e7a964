# title: a small limit everywhere but for the upload itself, and unequal limits that do no harm
# healthy
setup() {
  hosts juniper.example; user juniper
  code /srv/juniper juniper:juniper; pictures /srv/juniper/media juniper:juniper
  app -u juniper -d /srv/juniper -e MEDIA_ROOT=/srv/juniper/media -e MEDIA_URL=/media/ -e MAX_CONTENT_LENGTH=4194304
  vhost juniper <<'CONF'
server {
    listen 80;
    server_name juniper.example;
    client_max_body_size 64k;
    location /media/ { alias /srv/juniper/media/; }
    location = /upload { client_max_body_size 5m; proxy_pass http://127.0.0.1:8000; include proxy_params; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 413 http://juniper.example/upload 3000000; }
