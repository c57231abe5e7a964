# title: the upload directory is bound into place read-only
# expect: volumes.read-only | access.immutable-or-readonly-file
# verdict: confirmed
# names: /srv/fern/media
setup() {
  hosts fern.example; user fern
  code /srv/fern fern:fern; pictures /var/lib/fern fern:fern; mkdir -p /srv/fern/media
  mount --bind /var/lib/fern /srv/fern/media; mount -o remount,bind,ro /srv/fern/media
  echo '/var/lib/fern /srv/fern/media none bind,ro 0 0' >> /etc/fstab
  app -u fern -d /srv/fern -e MEDIA_ROOT=/srv/fern/media -e MEDIA_URL=/media/
  vhost fern <<'CONF'
server {
    listen 80;
    server_name fern.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/fern/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 500 http://fern.example/upload; }
cure() { mount -o remount,bind,rw /srv/fern/media; }
