# title: downloads come through an internal location that the application opens
# healthy
# target: http://spruce.example/download/papers/minutes.pdf
setup() {
  hosts spruce.example; user spruce
  code /srv/spruce spruce:spruce; pictures /srv/spruce/vault spruce:spruce
  app -u spruce -d /srv/spruce -e UPLOAD_FOLDER=/srv/spruce/vault -e ACCEL_PREFIX=/vault/ -e MEDIA_URL=/download/
  vhost spruce <<'CONF'
server {
    listen 80;
    server_name spruce.example;
    client_max_body_size 16m;
    location /vault/ { internal; alias /srv/spruce/vault/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://spruce.example/download/papers/minutes.pdf; }
