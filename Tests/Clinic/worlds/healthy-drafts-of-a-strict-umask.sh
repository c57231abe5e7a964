# title: a service with a strict umask opens what it publishes; its drafts stay closed and are denied
# healthy
# not: access.upload-mode-private
setup() {
  hosts linnet.example; user linnet
  code /srv/linnet linnet:linnet; pictures /srv/linnet/media linnet:linnet
  ( umask 077; gif /srv/linnet/media/drafts/one.gif /srv/linnet/media/drafts/two.gif )
  chown -R linnet:linnet /srv/linnet/media/drafts
  app -u linnet -d /srv/linnet -e MEDIA_ROOT=/srv/linnet/media -e MEDIA_URL=/media/ -e FILE_UPLOAD_PERMISSIONS=0o644 -m 077
  vhost linnet <<'CONF'
server {
    listen 80;
    server_name linnet.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/linnet/media/; }
    location /media/drafts/ { deny all; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://linnet.example/media/faces/ida.gif; }
