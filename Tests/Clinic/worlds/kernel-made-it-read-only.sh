# title: the media disk is mounted read-only although fstab says otherwise
# expect: volumes.remounted-read-only | volumes.read-only
# verdict: confirmed
# names: /srv/sextant/media
setup() {
  hosts sextant.example; user sextant
  code /srv/sextant/app sextant:sextant
  disk 24M /srv/sextant/media; pictures /srv/sextant/media sextant:sextant
  echo "$(findmnt -n -o SOURCE /srv/sextant/media) /srv/sextant/media ext4 rw,errors=remount-ro 0 2" >> /etc/fstab
  app -u sextant -d /srv/sextant/app -e MEDIA_ROOT=/srv/sextant/media -e MEDIA_URL=/media/
  vhost sextant <<'CONF'
server {
    listen 80;
    server_name sextant.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/sextant/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  mount -o remount,ro /srv/sextant/media
}
symptom() { refuses 500 http://sextant.example/upload; }
cure() { mount -o remount,rw /srv/sextant/media; }
