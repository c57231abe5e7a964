# title: links lead straight into a location that only the application may open
# expect: nginx.internal-location
# verdict: confirmed
# names: /vault/
# target: http://notary.example/vault/papers/minutes.pdf
setup() {
  hosts notary.example; user notary
  code /srv/notary notary:notary; pictures /srv/notary/vault notary:notary
  app -u notary -d /srv/notary -e UPLOAD_FOLDER=/srv/notary/vault -e MEDIA_URL=/vault/ -e ACCEL_PREFIX=/vault/
  vhost notary <<'CONF'
server {
    listen 80;
    server_name notary.example;
    client_max_body_size 16m;
    location /vault/ {
        internal;
        alias /srv/notary/vault/;
    }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://notary.example/vault/papers/minutes.pdf; }
cure() { sed -i '/internal;/d' /etc/nginx/sites-available/notary; nginx -s reload; }
