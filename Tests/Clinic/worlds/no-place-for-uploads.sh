# title: no location was ever written for the uploads, so the page directory is searched for them
# expect: nginx.no-location | paths.url-setting-mismatch
# names: /var/lib/parish/media
# target: http://parish.example/media/papers/minutes.pdf
setup() {
  hosts parish.example; user parish
  code /srv/parish parish:parish
  pictures /var/lib/parish/media parish:parish
  file /srv/parish/htdocs/index.html <<< '<!doctype html><title>Parish</title>'
  app -u parish -d /srv/parish -e MEDIA_ROOT=/var/lib/parish/media -e MEDIA_URL=/media/
  vhost parish <<'CONF'
server {
    listen 80;
    server_name parish.example;
    root /srv/parish/htdocs;
    client_max_body_size 20m;
    location / { try_files $uri $uri/ =404; }
    location = /upload { proxy_pass http://127.0.0.1:8000; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://parish.example/media/papers/minutes.pdf; }
cure() { sed -i 's#location = /upload#location /media/ { alias /var/lib/parish/media/; }\n    location = /upload#' /etc/nginx/sites-available/parish; nginx -s reload; }
