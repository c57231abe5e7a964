# title: the deploy makes the live directory equal to the checkout, uploads and all
# expect: deploy.deletes-media
# verdict: confirmed
# names: --delete
# needs: rsync
setup() {
  user crane; code /srv/crane crane:crane; hosts crane.example; pictures /srv/crane/media crane:crane
  file /srv/crane/.env 640 crane:crane <<< $'MEDIA_ROOT=/srv/crane/media\nMEDIA_URL=/media/'
  mkdir -p /home/crane/checkout; cp /srv/crane/service.py /home/crane/checkout/; chown -R crane: /home/crane/checkout
  file /srv/crane/bin/release.sh 755 <<'SH'
#!/bin/sh
set -e
APP=/srv/crane
SOURCE="/home/crane/checkout"
rsync -a --delete-after \
  --exclude .env --exclude bin/ "$SOURCE/" "${APP}/"
SH
  vhost crane <<'CONF'
server {
    listen 80;
    server_name crane.example;
    location /media/ { alias /srv/crane/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u crane -d /srv/crane -f /srv/crane/.env
  start_nginx
}
symptom() { mkdir -p /srv/crane/media; gif /srv/crane/media/kept.gif; chown -R crane: /srv/crane/media; /srv/crane/bin/release.sh; gives 404 http://crane.example/media/kept.gif; }
cure() { sed -i 's#--exclude .env#--exclude .env --exclude /media/#' /srv/crane/bin/release.sh; mkdir -p /srv/crane/media; chown crane: /srv/crane/media; }
