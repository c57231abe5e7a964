# title: application and web server have a volume each, and each was examined from inside only
# expect: volumes.not-shared
# verdict: confirmed
# names: harbour_uploads
# names: tug.gif
# merge: app web
# cure: no
setup() {
  hosts app
  file "$(image harbour-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app harbour-app -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v harbour_uploads:/app/media
  web_box web harbour-web -v harbour_media:/media:ro
  gif "$(volume harbour_media)/old.gif"; touch -d '2026-01-02 10:00' "$(volume harbour_media)/old.gif"
  send http://localhost/upload 500 tug.gif; sleep 2
}
symptom() { gives 404 http://localhost/media/tug.gif; }
