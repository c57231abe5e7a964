# title: a service with a /tmp of its own and hidden homes, whose files lie elsewhere
# healthy
setup() {
  hosts whimbrel.example; user whimbrel
  code /srv/whimbrel whimbrel:whimbrel; pictures /srv/whimbrel/media whimbrel:whimbrel
  file /etc/systemd/system/whimbrel.service <<'UNIT'
[Service]
User=whimbrel
WorkingDirectory=/srv/whimbrel
Environment=MEDIA_ROOT=/srv/whimbrel/media MEDIA_URL=/media/
ExecStart=/usr/bin/gunicorn --bind 127.0.0.1:8000 service:app
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=full
UNIT
  ( cd /srv/whimbrel; exec setsid unshare -m bash -c 'mount -t tmpfs -o mode=1777 tmpfs /tmp; mount -t tmpfs -o ro,mode=0 tmpfs /home; exec "$@"' sh \
      env -i PATH=/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1 MEDIA_ROOT=/srv/whimbrel/media MEDIA_URL=/media/ \
      setpriv --reuid whimbrel --regid whimbrel --init-groups $(serving 127.0.0.1:8000) </dev/null >/dev/null 2>&1 ) &
  listening 8000
  vhost whimbrel <<'CONF'
server {
    listen 80;
    server_name whimbrel.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/whimbrel/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  send http://whimbrel.example/upload 500 report.gif
}
symptom() { gives 404 http://whimbrel.example/media/report.gif; }
