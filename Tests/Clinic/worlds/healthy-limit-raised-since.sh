# title: the body limit was raised and loaded; the log still tells of what was refused before
# healthy
# target: --upload-url http://cairn.example/upload
setup() {
  hosts cairn.example; user cairn
  code /srv/cairn cairn:cairn; pictures /srv/cairn/media cairn:cairn
  app -u cairn -d /srv/cairn -e MEDIA_ROOT=/srv/cairn/media -e MEDIA_URL=/media/
  vhost cairn <<'CONF'
server {
    listen 80;
    server_name cairn.example;
    client_max_body_size 64k;
    location /media/ { alias /srv/cairn/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  send http://cairn.example/upload 300000 > /dev/null
  sleep 1.2
  sed -i 's#64k#20m#' /etc/nginx/sites-available/cairn
  nginx -s reload
  local n
  for n in $(seq 50); do [ "$(send http://cairn.example/upload 300000 again.bin)" = 413 ] || break; sleep 0.1; done
}
symptom() { refuses 413 http://cairn.example/upload 300000; }
