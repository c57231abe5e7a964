# title: the web server's id has no part in the files that the application's container stores
# expect: access.uid-mismatch | access.file-not-readable | access.upload-mode-private
# also: access.uid-mismatch
# names: 1500
# merge: app web
# cure: no
setup() {
  hosts app
  chown 1500:1500 "$(volume roll_media)"
  file "$(image roll-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  code "$(image roll-app)/app"
  box app roll-app -u 1500:1500 -d /app -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v roll_media:/app/media \
    -- bash -c "umask 027; exec $(serving 0.0.0.0:8000)"
  listening 8000
  web_box web roll-web -v roll_media:/media:ro
  send http://localhost/upload 500 a.gif; send http://localhost/upload 500 b.gif; sleep 2
}
symptom() { gives 403 http://localhost/media/a.gif; }
cure() { chmod 644 "$(volume roll_media)"/*.gif; }
