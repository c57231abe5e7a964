# title: the deploy deletes with rsync and exempts the uploads, each script in another way
# healthy
setup() {
  user dove; code /srv/dove dove:dove; hosts dove.example; pictures /srv/dove/media dove:dove; bundle /srv/dove/static dove:dove
  file /srv/dove/.env 640 dove:dove <<< $'MEDIA_ROOT=/srv/dove/media\nMEDIA_URL=/media/\nSTATIC_ROOT=/srv/dove/static\nSTATIC_URL=/static/'
  file /srv/dove/deploy.sh 755 <<'SH'
#!/bin/sh
APP=/srv/dove
rsync -a --delete --exclude .env --exclude /media/ /home/dove/build/ "$APP/"
rsync -a --delete --exclude=media --exclude=.env /home/dove/build/ $APP
rsync -a --delete --filter='P /media/***' /home/dove/build/ /srv/dove/
rsync -a --delete /home/dove/build/static/ /srv/dove/static/
rm -rf /srv/dove/static/old /srv/dove/__pycache__
# rm -rf /srv/dove/media
SH
  vhost dove <<'CONF'
server {
    listen 80;
    server_name dove.example;
    client_max_body_size 16m;
    location /static/ { alias /srv/dove/static/; }
    location /media/ { alias /srv/dove/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u dove -d /srv/dove -f /srv/dove/.env
  start_nginx
}
symptom() { refuses 500 http://dove.example/upload; }
