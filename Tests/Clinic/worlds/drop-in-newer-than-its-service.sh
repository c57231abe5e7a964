# title: a drop-in names another directory for uploads, and the service has not been started since
# expect: app.environment-stale
# verdict: confirmed
# names: /srv/ibis
# report: /etc/systemd/system/ibis.service.d/uploads.conf:3
setup() {
  hosts ibis.example; user ibis
  code /srv/ibis/api ibis:ibis; mkdir -p /srv/ibis/new /srv/ibis/old; chown ibis: /srv/ibis/new /srv/ibis/old
  file /etc/systemd/system/ibis.service <<'UNIT'
[Service]
User=ibis
WorkingDirectory=/srv/ibis/api
Environment=MEDIA_ROOT=/srv/ibis/old MEDIA_URL=/media/
ExecStart=/usr/bin/gunicorn --bind 127.0.0.1:8000 service:app
UNIT
  app -u ibis -d /srv/ibis/api -e MEDIA_ROOT=/srv/ibis/old -e MEDIA_URL=/media/
  sleep 1.1
  file /etc/systemd/system/ibis.service.d/uploads.conf <<'UNIT'
# uploads move to the new disk
[Service]
Environment="MEDIA_ROOT=/srv/ibis/new"
UNIT
  vhost ibis <<'CONF'
server {
    listen 80;
    server_name ibis.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/ibis/new/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx; send http://ibis.example/upload 900 old.gif >/dev/null
}
symptom() { send http://ibis.example/upload 900 late.gif >/dev/null; gives 404 http://ibis.example/media/late.gif; }
