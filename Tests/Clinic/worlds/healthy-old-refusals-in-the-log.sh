# title: the error log still holds last month's refusals, whose reason is gone
# healthy
setup() {
  hosts poplar.example; user poplar
  bundle /srv/poplar/static poplar:poplar; pictures /srv/poplar/media poplar:poplar
  vhost poplar <<'CONF'
server {
    listen 80;
    server_name poplar.example;
    location /static/ { alias /srv/poplar/static/; }
    location /media/ { alias /srv/poplar/media/; }
    location / { return 204; }
}
CONF
  { for n in ida olav; do
      echo "$(date -d '-30 days' '+%Y/%m/%d %H:%M:%S') [error] 812#812: *$RANDOM open() \"/srv/poplar/media/faces/$n.gif\" failed (13: Permission denied), client: 10.1.2.3, server: poplar.example, request: \"GET /media/faces/$n.gif HTTP/1.1\", host: \"poplar.example\""
      echo "$(date -d '-30 days' '+%Y/%m/%d %H:%M:%S') [crit] 812#812: *$RANDOM open() \"/var/lib/nginx/body/0000000001\" failed (28: No space left on device), client: 10.1.2.3, server: poplar.example, request: \"POST /upload HTTP/1.1\", host: \"poplar.example\""
    done; } > /var/log/nginx/error.log
  start_nginx
}
symptom() { [ "$(status http://poplar.example/static/css/main.css)$(status http://poplar.example/media/faces/ida.gif)" != 200200 ]; }
