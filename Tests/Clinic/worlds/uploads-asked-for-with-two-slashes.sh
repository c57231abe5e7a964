# title: a prefix without its slash and a target with one: the application is asked for //upload, which it does not know
# expect: nginx.proxy-pass-path
# verdict: confirmed
# names: proxy_pass | //upload
# target: --upload-url http://heron.example/sightings/upload
setup() {
  hosts heron.example; user heron
  code /srv/heron heron:heron; pictures /srv/heron/media heron:heron
  app -u heron -d /srv/heron -e MEDIA_ROOT=/srv/heron/media -e MEDIA_URL=/media/
  vhost heron <<'CONF'
server {
    listen 80;
    server_name heron.example;
    client_max_body_size 8m;
    location /media/ { alias /srv/heron/media/; }
    location /sightings {
        proxy_set_header Host $host;
        proxy_pass http://127.0.0.1:8000/;
    }
}
CONF
  start_nginx
  sleep 1.1
  send http://heron.example/sightings/upload > /dev/null
}
symptom() { refuses 404 http://heron.example/sightings/upload; }
cure() { sed -i 's#location /sightings {#location /sightings/ {#' /etc/nginx/sites-available/heron; nginx -s reload; sleep 0.3; }
