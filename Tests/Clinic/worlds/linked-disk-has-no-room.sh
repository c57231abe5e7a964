# title: the uploads are a link to another disk, which is full
# expect: disk.full
# verdict: confirmed
# names: /vol/annex
# target: --upload-url
# target: http://annex.example/upload
# cure: no
setup() {
  hosts annex.example; user annex
  code /srv/annex annex:annex
  disk 24M /vol/annex -m 0; mkdir -p /vol/annex/uploads; pictures /vol/annex/uploads annex:annex; chown annex /vol/annex/uploads
  ln -s /vol/annex/uploads /srv/annex/media
  app -u annex -d /srv/annex -e MEDIA_ROOT=/srv/annex/media -e MEDIA_URL=/media/
  vhost annex <<'CONF'
server {
    listen 80;
    server_name annex.example;
    location /media/ { alias /srv/annex/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  brim /vol/annex/dump.sql
}
symptom() { refuses 500 http://annex.example/upload 90000; }
cure() { rm /vol/annex/dump.sql; }
