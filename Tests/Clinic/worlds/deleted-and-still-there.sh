# title: a deleted log that a process still holds takes the whole media disk
# expect: disk.deleted-open
# names: /srv/wren
setup() {
  hosts wren.example; user wren
  disk 24M /srv/wren -m 0; code /srv/wren/app wren:wren; install -d -o wren -g wren /srv/wren/media /srv/wren/log
  app -u wren -d /srv/wren/app -e MEDIA_ROOT=/srv/wren/media -e MEDIA_URL=/media/
  brim /srv/wren/log/debug.log wren
  ( exec setsid setpriv --reuid wren --regid wren --init-groups tail -n 0 -f /dev/null </dev/null >>/srv/wren/log/debug.log 2>&1 ) &
  vhost wren <<'CONF'
server {
    listen 80;
    server_name wren.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/wren/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  until pgrep -x tail >/dev/null; do sleep 0.02; done
  rm /srv/wren/log/debug.log
}
symptom() { refuses 500 http://wren.example/upload 60000; }
cure() { kill "$(pgrep -x tail)"; }
