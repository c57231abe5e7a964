# title: inside the application's container, everything mounted and writable
# healthy
# inside: app
setup() {
  hosts app; v=$(volume sloe_media); pictures "$v" 1900:1900; chown 1900:1900 "$v"
  file "$(image sloe-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app sloe-app -u 1900:1900 -e STORAGE_BACKEND=local -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ -v sloe_media:/data/media
  web_box web sloe-web -v sloe_media:/srv/media:ro
}
symptom() { refuses 500 http://localhost/upload; }
