# title: a service with a private umask that has stored nothing since, its files are readable
# healthy
setup() {
  hosts sanderling.example; user sanderling
  code /srv/sanderling sanderling:sanderling; pictures /srv/sanderling/media sanderling:sanderling
  find /srv/sanderling/media -exec touch -d '-30 days' {} +
  file /srv/sanderling/.env 640 sanderling:sanderling <<'ENV'
MEDIA_ROOT=/srv/sanderling/media
MEDIA_URL=/media/
ENV
  app -u sanderling -d /srv/sanderling -f /srv/sanderling/.env -m 022
  vhost sanderling <<'CONF'
server {
    listen 80;
    server_name sanderling.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/sanderling/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://sanderling.example/media/faces/ida.gif; }
