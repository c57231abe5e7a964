# title: the media disk has three hundredths left since a backup was put back, which says nothing of its pace
# expect: disk.nearly-full
# verdict: possible
# names: how fast it fills cannot be told from its files
# cure: no
setup() {
  hosts siskin.example; user siskin
  code /srv/siskin siskin:siskin; disk 256M /srv/siskin/media -m 0
  pictures /srv/siskin/media; find /srv/siskin/media -exec touch -d '-200 days' {} +
  local room f; room=$(( $(stat -f -c '%a*%S*97/100' /srv/siskin/media) / 20 ))
  for f in $(seq 20); do fallocate -l "$room" "/srv/siskin/media/$f.tif"; done
  chown -R siskin:siskin /srv/siskin/media
  app -u siskin -d /srv/siskin -e MEDIA_ROOT=/srv/siskin/media -e MEDIA_URL=/media/
  vhost siskin <<'CONF'
server {
    listen 80;
    server_name siskin.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/siskin/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { [ "$(df --output=pcent /srv/siskin/media | tr -dc 0-9)" -ge 96 ]; }
cure() { rm /srv/siskin/media/1?.tif; }
