# title: one volume in two containers, and built files copied into both images; each was examined from inside and the reports merged
# healthy
# merge: app web
setup() {
  hosts app
  file "$(image cove-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /media/; }
    location /static/ { alias /usr/local/share/site/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  bundle "$(image cove-app)/app/static"; mkdir -p "$(image cove-web)/var/site"
  sed -i 's|/usr/local/share/site/|/var/site/|' "$(image cove-web)/etc/nginx/conf.d/default.conf"
  cp -r "$(image cove-app)/app/static/." "$(image cove-web)/var/site/"
  app_box app cove-app -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -e STATIC_ROOT=/app/static -e STATIC_URL=/static/ -v cove_media:/app/media
  web_box web cove-web -v cove_media:/media:ro
  send http://localhost/upload 500 a.gif; sleep 2
}
symptom() { gives 404 http://localhost/media/a.gif; }
