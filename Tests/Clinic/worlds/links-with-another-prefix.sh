# title: the application writes /files/ into its pages, nginx only knows /media/
# expect: paths.url-setting-mismatch
# names: /files/
# names: /media/
setup() {
  hosts heath.example; user heath
  code /srv/heath heath:heath; pictures /srv/heath/media heath:heath
  file /srv/heath/.env 640 heath:heath <<'ENV'
MEDIA_ROOT=/srv/heath/media
MEDIA_URL=/files/
ENV
  app -u heath -d /srv/heath -f /srv/heath/.env
  vhost heath <<'CONF'
server {
    listen 80;
    server_name heath.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/heath/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://heath.example/files/faces/ida.gif; }
cure() { sed -i 's#location /media/#location /files/#' /etc/nginx/sites-available/heath; nginx -s reload; }
