# title: the service's umask closed the very folder that it made for uploads, older pictures are open
# expect: access.upload-mode-private
# verdict: confirmed
# names: /srv/vase/media/uploads
setup() {
  hosts vase.example; user vase
  code /srv/vase vase:vase; pictures /srv/vase/media vase:vase
  app -u vase -d /srv/vase -m 077 -e MEDIA_ROOT=/srv/vase/media/uploads -e MEDIA_URL=/media/uploads/
  vhost vase <<'CONF'
server {
    listen 80;
    server_name vase.example;
    location /media/ { alias /srv/vase/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx; send http://vase.example/upload 800 bowl.gif
}
symptom() { gives 403 http://vase.example/media/uploads/bowl.gif; }
cure() {
  chmod -R o+rX /srv/vase/media/uploads
  kill $(pgrep -u vase); while pgrep -u vase >/dev/null; do sleep 0.05; done
  app -u vase -d /srv/vase -e MEDIA_ROOT=/srv/vase/media/uploads -e MEDIA_URL=/media/uploads/
}
