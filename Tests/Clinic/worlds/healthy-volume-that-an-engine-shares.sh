# title: Podman's two containers share one volume of uploads
# healthy
# report: the podman container sanderling-app
# needs: podman runc
# within: 40
setup() {
  engine; code /opt/sanderling
  file /opt/site.conf <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  engine_run sanderling-app -v /opt/sanderling:/app:ro -v media:/data/media -w /app -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ \
    -- $(serving 0.0.0.0:8000)
  engine_run sanderling-web -v media:/srv/media:ro -v /opt/site.conf:/etc/nginx/conf.d/default.conf:ro -- nginx -g 'daemon off;'
  listening 8000; listening 80; send http://localhost/upload 900 new.gif >/dev/null
}
symptom() { [ "$(status http://localhost/media/new.gif)" != 200 ]; }
