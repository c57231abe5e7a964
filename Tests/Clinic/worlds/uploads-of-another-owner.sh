# title: the upload directory was restored by root, and the application cannot write
# expect: access.writer-cannot-write
# verdict: confirmed
# names: /srv/pottery/media
setup() {
  hosts pottery.example; user pottery
  code /srv/pottery/app pottery:pottery; pictures /srv/pottery/media root:root
  file /srv/pottery/app/.env 640 pottery:pottery <<'ENV'
MEDIA_ROOT=/srv/pottery/media
MEDIA_URL=/media/
ENV
  app -u pottery -d /srv/pottery/app -f /srv/pottery/app/.env
  vhost pottery <<'CONF'
server {
    listen 80;
    server_name pottery.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/pottery/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 500 http://pottery.example/upload; }
cure() { chown pottery:pottery /srv/pottery/media; }
