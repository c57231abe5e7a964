# title: a default list grants nginx every upload, and the mode that comes with the file masks the grant
# expect: access.acl-denies | access.upload-mode-private
# needs: setfacl
# names: /srv/plover/media
# target: http://plover.example/media/in/k1.gif
setup() {
  hosts plover.example; user plover
  code /srv/plover plover:plover; pictures /srv/plover/media plover:plover
  file /srv/plover/.env 640 plover:plover <<'ENV'
MEDIA_ROOT=/srv/plover/media
MEDIA_URL=/media/
ENV
  app -u plover -d /srv/plover -f /srv/plover/.env -m 022
  vhost plover <<'CONF'
server {
    listen 80;
    server_name plover.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/plover/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  mkdir -m 750 /srv/plover/media/in; chown plover:plover /srv/plover/media/in
  setfacl -m u:www-data:rx -m d:u:www-data:rx /srv/plover/media/in
  gif /srv/plover/media/in/k1.gif /srv/plover/media/in/k2.gif; chown plover:plover /srv/plover/media/in/*; chmod 600 /srv/plover/media/in/*
}
symptom() { gives 403 http://plover.example/media/in/k1.gif; }
cure() { setfacl -m m::r /srv/plover/media/in/*; }
