# title: the env file was changed after the application had started, nginx follows the file
# expect: app.environment-stale
# verdict: confirmed
# names: MEDIA_ROOT
# names: /srv/stoat/.env
setup() {
  user stoat; code /srv/stoat stoat:stoat; hosts stoat.example; pictures /srv/stoat/old stoat:stoat
  file /srv/stoat/.env 640 stoat:stoat <<< $'MEDIA_ROOT=/srv/stoat/old\nMEDIA_URL=/media/\nSECRET_KEY=9sHq2mVbX0'
  app -u stoat -d /srv/stoat -f /srv/stoat/.env
  sleep 1.1
  sed -i 's#^MEDIA_ROOT=.*#MEDIA_ROOT=/srv/stoat/uploads#' /srv/stoat/.env
  pictures /srv/stoat/uploads stoat:stoat
  vhost stoat <<'CONF'
server {
    listen 80;
    server_name stoat.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/stoat/uploads/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx; send http://stoat.example/upload 900 new.gif >/dev/null
}
symptom() { send http://stoat.example/upload 900 late.gif >/dev/null; gives 404 http://stoat.example/media/late.gif; }
