# title: the media disk has three hundredths left and takes in pictures every day
# expect: disk.nearly-full
# verdict: possible
# names: a day (
# names: unless files are deleted too
# cure: no
setup() {
  hosts martin.example; user martin
  code /srv/martin martin:martin; disk 512M /srv/martin/media -m 0
  local day f
  for day in $(seq 2 40); do
    for f in 1 2; do fallocate -l 4M "/srv/martin/media/$day-$f.tif"; touch -d "-$day days" "/srv/martin/media/$day-$f.tif"; done
  done
  fallocate -l 1M /srv/martin/media/now.tif
  fallocate -l $(( $(stat -f -c '%a*%S*97/100' /srv/martin/media) )) /srv/martin/media/old.tar; touch -d '-300 days' /srv/martin/media/old.tar
  chown -R martin:martin /srv/martin/media
  app -u martin -d /srv/martin -e MEDIA_ROOT=/srv/martin/media -e MEDIA_URL=/media/
  vhost martin <<'CONF'
server {
    listen 80;
    server_name martin.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/martin/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { [ "$(df --output=pcent /srv/martin/media | tr -dc 0-9)" -ge 96 ]; }
cure() { rm /srv/martin/media/old.tar; }
