# title: the application hands over to a location that nginx does not have
# expect: nginx.accel-redirect-misconfigured
# names: /protected/
# target: http://teasel.example/download/papers/minutes.pdf
# cure: no
setup() {
  hosts teasel.example; user teasel
  code /srv/teasel teasel:teasel; pictures /srv/teasel/vault teasel:teasel
  app -u teasel -d /srv/teasel -e UPLOAD_FOLDER=/srv/teasel/vault -e MEDIA_URL=/download/ -e ACCEL_PREFIX=/protected/
  vhost teasel <<'CONF'
server {
    listen 80;
    server_name teasel.example;
    client_max_body_size 16m;
    root /var/www/html;
    location /vault/ { internal; alias /srv/teasel/vault/; }
    location /download/ { proxy_pass http://127.0.0.1:8000; include proxy_params; }
    location = /upload { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://teasel.example/download/papers/minutes.pdf; }
cure() { sed -i 's#location /vault/#location /protected/#' /etc/nginx/sites-available/teasel; nginx -s reload; }
