# title: Podman's own answers: the application's container and nginx's have volumes of different names
# target: http://localhost/media/new.gif
# expect: volumes.not-shared
# verdict: confirmed
# report: the podman container turnstone-web
# report: turnstone_media:/data/media
# report: web_media:/srv/media
# needs: podman runc
# within: 40
# cure: no
setup() {
  engine; code /opt/turnstone
  file /opt/site.conf <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  engine_run turnstone-app -v /opt/turnstone:/app:ro -v turnstone_media:/data/media -w /app -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ \
    -- $(serving 0.0.0.0:8000)
  engine_run turnstone-web -v web_media:/srv/media:ro -v /opt/site.conf:/etc/nginx/conf.d/default.conf:ro -- nginx -g 'daemon off;'
  listening 8000; listening 80; send http://localhost/upload 900 new.gif >/dev/null
}
symptom() { gives 404 http://localhost/media/new.gif; }
