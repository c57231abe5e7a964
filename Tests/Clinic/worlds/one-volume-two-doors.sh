# title: the web server has the application's volume mounted, and looks beside it; each was examined from inside only
# expect: volumes.different-target
# verdict: confirmed
# names: /srv/uploads
# merge: app web
# cure: no
setup() {
  hosts app
  file "$(image pier-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  mkdir -p "$(image pier-web)/srv/media"
  app_box app pier-app -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v pier_uploads:/app/media
  web_box web pier-web -v pier_uploads:/srv/uploads:ro
  send http://localhost/upload 500 tug.gif; sleep 2
}
symptom() { gives 404 http://localhost/media/tug.gif; }
