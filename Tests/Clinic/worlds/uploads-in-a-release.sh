# title: uploads are written into the release, and the last deploy left them behind
# expect: paths.release-directory
# names: /srv/stamps/
# cure: no
setup() {
  hosts stamps.example; user stamps
  local r; for r in 20261018083000 20261119161200; do code /srv/stamps/releases/$r; bundle /srv/stamps/releases/$r/public; done
  pictures /srv/stamps/releases/20261018083000/media; mkdir -p /srv/stamps/releases/20261119161200/media
  chown -R stamps:stamps /srv/stamps; ln -s releases/20261119161200 /srv/stamps/current
  app -u stamps -d /srv/stamps/current -e MEDIA_ROOT=/srv/stamps/current/media -e MEDIA_URL=/media/ -e STATIC_ROOT=/srv/stamps/current/public -e STATIC_URL=/static/
  vhost stamps <<'CONF'
server {
    listen 80;
    server_name stamps.example;
    client_max_body_size 16m;
    location /static/ { alias /srv/stamps/current/public/; }
    location /media/ { alias /srv/stamps/current/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://stamps.example/media/faces/ida.gif; }
cure() { cp -a /srv/stamps/releases/20261018083000/media/. /srv/stamps/current/media/; }
