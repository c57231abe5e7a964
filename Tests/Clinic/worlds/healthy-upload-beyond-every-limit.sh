# title: somebody sent more than the application takes, and nginx refused it a little earlier
# target: http://sanderling.example/
# healthy
setup() {
  hosts sanderling.example; user sanderling 711
  code /srv/sanderling sanderling:sanderling; bundle /srv/sanderling/collected sanderling:sanderling; pictures /srv/sanderling/uploads sanderling:sanderling
  file /srv/sanderling/.env 640 sanderling:sanderling <<'ENV'
STATIC_URL=/static/
STATIC_ROOT=/srv/sanderling/collected
MEDIA_URL=/media/
MEDIA_ROOT=/srv/sanderling/uploads
MAX_UPLOAD_MB=2
ENV
  app -u sanderling -d /srv/sanderling -f /srv/sanderling/.env
  vhost sanderling <<'CONF'
server {
    listen 80;
    server_name sanderling.example;
    client_max_body_size 4m;
    location /static/ { alias /srv/sanderling/collected/; }
    location /media/ { alias /srv/sanderling/uploads/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx; send http://sanderling.example/upload 6000000 >/dev/null
}
symptom() { [ "$(status http://sanderling.example/media/faces/ida.gif)" != 200 ]; }
