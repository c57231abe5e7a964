# title: the service sets another media directory than its env file, on purpose, and nginx serves that
# healthy
setup() {
  user lark; code /srv/lark lark:lark; hosts lark.example; pictures /var/lib/lark/media lark:lark
  file /srv/lark/.env 640 lark:lark <<< $'MEDIA_ROOT=/srv/lark/media\nMEDIA_URL=/media/\nSECRET_KEY=8fjK2lsQ'
  touch -d '3 days ago' /srv/lark/.env
  vhost lark <<'CONF'
server {
    listen 80;
    server_name lark.example;
    client_max_body_size 16m;
    location /media/ { alias /var/lib/lark/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u lark -d /srv/lark -f /srv/lark/.env -e MEDIA_ROOT=/var/lib/lark/media
  start_nginx
}
symptom() { refuses 500 http://lark.example/upload; }
