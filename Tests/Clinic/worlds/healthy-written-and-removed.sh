# title: a file put into a container's volume as its application would is fetched, and removed again
# healthy
# target: --write-test
# report: with the bytes that were written
# report: was removed again
# writes
setup() {
  hosts app
  chown 1000:1000 "$(volume nest_media)"
  file "$(image nest-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app nest-app -u 1000:1000 -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v nest_media:/app/media
  web_box web nest-web -v nest_media:/media:ro
  send http://localhost/upload 500 a.gif
}
symptom() { gives 404 http://localhost/media/a.gif; }
