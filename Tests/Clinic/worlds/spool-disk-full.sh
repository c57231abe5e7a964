# title: the small disk with nginx's spool is full, the media disk is not
# expect: disk.temp-full
# verdict: confirmed
# names: /var/spool/web
# not: disk.full
# cure: no
setup() {
  hosts plover.example; user plover
  code /srv/plover plover:plover; pictures /srv/plover/media plover:plover
  disk 8M /var/spool/web -m 0; mkdir /var/spool/web/body; chown www-data /var/spool/web/body
  app -u plover -d /srv/plover -e MEDIA_ROOT=/srv/plover/media -e MEDIA_URL=/media/
  echo 'client_body_temp_path /var/spool/web/body;' > /etc/nginx/conf.d/spool.conf
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
  brim /var/spool/web/core.4711
}
symptom() { refuses 500 http://plover.example/upload 300000; }
cure() { rm /var/spool/web/core.4711; }
