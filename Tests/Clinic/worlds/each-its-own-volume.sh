# title: the two containers mount two different volumes
# expect: volumes.not-shared
# names: studio_uploads
# names: studio_media
# cure: no
setup() {
  hosts app; chown 1300:1300 "$(volume studio_uploads)"
  file "$(image studio-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /usr-media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/studio/compose.yaml <<'YAML'
services:
  app:
    image: studio-app
    user: "1300:1300"
    environment: {MEDIA_ROOT: /app/media, MEDIA_URL: /media/}
    volumes: ["uploads:/app/media"]
  web:
    image: studio-web
    volumes: ["media:/usr-media:ro"]
volumes: {uploads: {}, media: {}}
YAML
  app_box app studio-app -u 1300:1300 -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v studio_uploads:/app/media
  web_box web studio-web -v studio_media:/usr-media:ro
  send http://localhost/upload 500 score.gif
}
symptom() { gives 404 http://localhost/media/score.gif; }
cure() { mount --bind "$(volume studio_uploads)" "$(volume studio_media)"; cp "$(volume studio_uploads)/score.gif" "/proc/$(box_pid web)/root/tmp/"; nsenter -t "$(box_pid web)" -m mount -t tmpfs tmpfs /usr-media; within web cp /tmp/score.gif /usr-media/; }
