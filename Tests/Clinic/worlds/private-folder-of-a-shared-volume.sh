# title: the application's container made a folder that the web container's workers may not enter, whose mount is read-only
# expect: access.parent-not-traversable | access.file-not-readable
# verdict: confirmed
# names: /media/reports
setup() {
  hosts app; code "$(image cove-app)/app"
  v=$(volume cove_media); pictures "$v" 1300:1300; mkdir "$v/reports"; doc "$v/reports/may.pdf"
  chown -R 1300:1300 "$v"; chmod 700 "$v/reports"
  file "$(image cove-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    location /media/ { alias /media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app cove-app -u 1300:1300 -d /app -e MEDIA_ROOT=/data -e MEDIA_URL=/media/ -v cove_media:/data
  web_box web cove-web -v cove_media:/media:ro
}
symptom() { gives 403 http://localhost/media/reports/may.pdf; }
cure() { chmod 755 "$(volume cove_media)/reports"; }
