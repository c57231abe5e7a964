# title: the application's container has its volume read-only
# expect: volumes.read-only
# names: /app/media
# cure: no
setup() {
  hosts app; v=$(volume moss_media); pictures "$v" 1800:1800; chown 1800:1800 "$v"
  file "$(image moss-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /app/media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app moss-app -u 1800:1800 -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v moss_media:/app/media:ro
  web_box web moss-web -v moss_media:/app/media:ro
}
symptom() { refuses 500 http://localhost/upload; }
cure() { nsenter -t "$(box_pid app)" -m mount -o remount,bind,rw /app/media; }
