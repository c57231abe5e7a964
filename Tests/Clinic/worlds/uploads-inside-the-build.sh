# title: uploads lie inside the directory that every deploy mirrors with --delete
# expect: files.static-and-media-shared | deploy.deletes-media
# verdict: possible
# names: /srv/stall/static
# cure: no
setup() {
  hosts stall.example; user stall
  code /srv/stall stall:stall; bundle /srv/stall/static stall:stall; pictures /srv/stall/static/uploads stall:stall
  file /srv/stall/.env 640 stall:stall <<'ENV'
STATIC_URL=/static/
STATIC_ROOT=/srv/stall/static
MEDIA_URL=/static/uploads/
MEDIA_ROOT=/srv/stall/static/uploads
ENV
  file /srv/stall/deploy.sh 755 stall:stall <<'SH'
#!/bin/sh -e
npm ci && npm run build
rsync -a --delete dist/ /srv/stall/static/
SH
  app -u stall -d /srv/stall -f /srv/stall/.env
  vhost stall <<'CONF'
server {
    listen 80;
    server_name stall.example;
    client_max_body_size 16m;
    location /static/ { alias /srv/stall/static/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { grep -q -- '--delete dist/ /srv/stall/static/' /srv/stall/deploy.sh && [ -d /srv/stall/static/uploads ]; }
