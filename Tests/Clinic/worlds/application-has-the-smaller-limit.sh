# title: nginx lets 16 MB through, the application stops at one
# expect: app.upload-limit
# verdict: confirmed
# names: MAX_CONTENT_LENGTH
setup() {
  user finch; code /srv/finch finch:finch; hosts finch.example; pictures /srv/finch/media finch:finch
  file /srv/finch/.env 640 finch:finch <<< $'MEDIA_ROOT=/srv/finch/media\nMEDIA_URL=/media/\nMAX_CONTENT_LENGTH=1048576'
  vhost finch <<'CONF'
server {
    listen 80;
    server_name finch.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/finch/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u finch -d /srv/finch -f /srv/finch/.env
  start_nginx; send http://finch.example/upload 3000000 >/dev/null
}
symptom() { refuses 413 http://finch.example/upload 3000000; }
