# title: uploads lie under /tmp, and the nightly cleaning took the old ones
# expect: paths.temporary-directory
# names: /tmp/moth-uploads
# cure: no
setup() {
  hosts moth.example; user moth
  code /srv/moth moth:moth; pictures /tmp/moth-uploads moth:moth; rm -r /tmp/moth-uploads/2026/09
  file /srv/moth/.env 640 moth:moth <<'ENV'
UPLOAD_FOLDER=/tmp/moth-uploads
MEDIA_URL=/uploads/
ENV
  app -u moth -d /srv/moth -f /srv/moth/.env
  vhost moth <<'CONF'
server {
    listen 80;
    server_name moth.example;
    client_max_body_size 16m;
    location /uploads/ { alias /tmp/moth-uploads/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://moth.example/uploads/2026/09/pier.gif; }
cure() { pictures /tmp/moth-uploads moth:moth; }
