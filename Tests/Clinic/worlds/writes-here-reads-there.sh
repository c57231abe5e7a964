# title: the application stores in var/uploads, nginx reads media
# expect: paths.write-read-mismatch
# names: /srv/finch/var/uploads
# names: /srv/finch/media
setup() {
  hosts finch.example; user finch
  code /srv/finch finch:finch; pictures /srv/finch/media finch:finch; install -d -o finch -g finch /srv/finch/var/uploads
  file /srv/finch/.env 640 finch:finch <<'ENV'
UPLOAD_FOLDER=/srv/finch/var/uploads
MEDIA_URL=/media/
ENV
  app -u finch -d /srv/finch -f /srv/finch/.env
  vhost finch <<'CONF'
server {
    listen 80;
    server_name finch.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/finch/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  send http://finch.example/upload 800 siskin.gif
}
symptom() { gives 404 http://finch.example/media/siskin.gif; }
cure() { sed -i 's#/srv/finch/media/#/srv/finch/var/uploads/#' /etc/nginx/sites-available/finch; nginx -s reload; }
