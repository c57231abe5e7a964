# title: releases behind a link, uploads in a shared directory that each release links to
# healthy
setup() {
  hosts maple.example; user maple
  local r=/srv/maple/releases/20261120093000; code $r; bundle $r/public/static; code /srv/maple/releases/20261101120000
  pictures /srv/maple/shared/media; ln -s /srv/maple/shared/media $r/media
  file /srv/maple/shared/.env 640 <<'ENV'
STATIC_URL=/static/
STATIC_ROOT=/srv/maple/current/public/static
MEDIA_URL=/media/
MEDIA_ROOT=/srv/maple/shared/media
ENV
  ln -s ../../shared/.env $r/.env; chown -R maple:maple /srv/maple; ln -s releases/20261120093000 /srv/maple/current
  app -u maple -d /srv/maple/current -f /srv/maple/shared/.env
  vhost maple <<'CONF'
server {
    listen 80;
    server_name maple.example;
    client_max_body_size 16m;
    root /srv/maple/current/public;
    location /static/ { expires 1h; }
    location /media/ { root /srv/maple/current; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() {
  [ "$(status http://maple.example/static/js/main.js)$(status http://maple.example/media/faces/ida.gif)" = 200200 ] || return 0
  refuses 500 http://maple.example/upload
}
