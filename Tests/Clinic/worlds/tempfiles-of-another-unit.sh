# title: the application has a /tmp of its own, and what it leaves there is not what nginx sees
# expect: access.sandboxed-service | paths.temporary-directory | paths.write-read-mismatch
# names: /tmp/exports
# cure: no
setup() {
  hosts petrel.example; user petrel; mkdir -p /tmp/exports; chmod 755 /tmp/exports
  code /srv/petrel petrel:petrel
  file /etc/systemd/system/petrel.service <<'UNIT'
[Unit]
Description=Petrel exports
[Service]
User=petrel
WorkingDirectory=/srv/petrel
Environment=MEDIA_ROOT=/tmp/exports MEDIA_URL=/exports/
ExecStart=/usr/bin/gunicorn --bind 127.0.0.1:8000 service:app
PrivateTmp=yes
[Install]
WantedBy=multi-user.target
UNIT
  ( cd /srv/petrel; exec setsid unshare -m bash -c 'mount -t tmpfs -o mode=1777 tmpfs /tmp; exec "$@"' sh \
      env -i PATH=/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1 MEDIA_ROOT=/tmp/exports MEDIA_URL=/exports/ \
      setpriv --reuid petrel --regid petrel --init-groups $(serving 127.0.0.1:8000) </dev/null >/dev/null 2>&1 ) &
  listening 8000
  vhost petrel <<'CONF'
server {
    listen 80;
    server_name petrel.example;
    client_max_body_size 16m;
    location /exports/ { alias /tmp/exports/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  send http://petrel.example/upload 500 report.gif
}
symptom() { gives 404 http://petrel.example/exports/report.gif; }
