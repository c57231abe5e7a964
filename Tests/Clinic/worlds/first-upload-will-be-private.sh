# title: no upload yet, and the first one will be closed to nginx: only a written file shows it
# expect: access.upload-mode-private
# verdict: confirmed
# names: umask 027
# target: --write-test
# writes
# interrupts
# cure: no
setup() {
  hosts lark.example; user lark
  code /srv/lark lark:lark; mkdir /srv/lark/media; chown lark:lark /srv/lark/media
  app -u lark -d /srv/lark -m 027 -e MEDIA_ROOT=/srv/lark/media -e MEDIA_URL=/media/
  vhost lark <<'CONF'
server {
    listen 80;
    server_name lark.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/lark/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { local s; send http://lark.example/upload 300 a.gif >/dev/null; s=$(status http://lark.example/media/a.gif); rm -f /srv/lark/media/a.gif; [ "$s" = 403 ]; }
