# title: the application's container writes under an id that the web container has no part in
# expect: access.uid-mismatch | access.file-not-readable | access.upload-mode-private
# names: 1500
# after: access.uid-mismatch access.upload-mode-private
setup() {
  hosts app
  chown 1500:1500 "$(volume album_media)"
  file "$(image album-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  code "$(image album-app)/app"
  box app album-app -u 1500:1500 -d /app -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v album_media:/app/media \
    -- bash -c "umask 027; exec $(serving 0.0.0.0:8000)"
  listening 8000
  web_box web album-web -v album_media:/media:ro
  send http://localhost/upload 500 a.gif; send http://localhost/upload 500 b.gif
}
symptom() { gives 403 http://localhost/media/a.gif; }
cure() { chmod 644 "$(volume album_media)"/*.gif; }
