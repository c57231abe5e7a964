# title: uploads are handed to the application below a path that it does not know
# expect: nginx.proxy-pass-path
# names: sites-enabled/crate
# target: --upload-url
# target: http://crate.example/upload
setup() {
  hosts crate.example; user crate
  code /srv/crate crate:crate; pictures /srv/crate/media crate:crate
  app -u crate -d /srv/crate -e MEDIA_ROOT=/srv/crate/media
  vhost crate <<'CONF'
upstream service { server 127.0.0.1:8000; }
server {
    listen 80;
    server_name crate.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/crate/media/; }
    location /upload { proxy_pass http://service/api/upload; include proxy_params; }
    location / { proxy_pass http://service; include proxy_params; }
}
CONF
  start_nginx; sleep 2; send http://crate.example/upload
}
symptom() { refuses 404 http://crate.example/upload; }
cure() { sed -i 's#http://service/api/upload#http://service#' /etc/nginx/sites-available/crate; nginx -s reload; }
