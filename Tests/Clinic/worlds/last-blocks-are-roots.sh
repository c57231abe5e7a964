# title: only the blocks reserved for root are free, so root can write and the application cannot
# expect: disk.full
# verdict: confirmed
# names: /srv/heron
# cure: no
setup() {
  hosts heron.example; user heron
  disk 32M /srv/heron -m 8; code /srv/heron/app heron:heron; install -d -o heron -g heron /srv/heron/media
  app -u heron -d /srv/heron/app -e MEDIA_ROOT=/srv/heron/media -e MEDIA_URL=/media/
  brim /srv/heron/media/export.tar heron
  vhost heron <<'CONF'
server {
    listen 80;
    server_name heron.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/heron/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  echo probe > /srv/heron/root-can; rm /srv/heron/root-can
}
symptom() { refuses 500 http://heron.example/upload 60000; }
cure() { rm /srv/heron/media/export.tar; }
