# title: no-store meant for the pages reaches the hashed assets too
# expect: http.cache-policy
# verdict: confirmed
# names: no-store
# target: http://plum.example/build/plum.5e0c41.js
setup() {
  hosts plum.example
  file /srv/plum/build/plum.5e0c41.js <<< 'document.title+="!"'; file /srv/plum/index.html <<< '<!doctype html><title>Plum</title>'
  vhost plum <<'CONF'
server {
    listen 80;
    server_name plum.example;
    root /srv/plum;
    add_header X-Frame-Options DENY;
    add_header Cache-Control "no-store";
    location /build/ { try_files $uri =404; }
    location / { try_files $uri /index.html; }
}
CONF
  start_nginx
}
symptom() { curl -sI http://plum.example/build/plum.5e0c41.js | grep -qi 'no-store' || return 1; }
cure() { sed -i 's#location /build/ {#& add_header X-Frame-Options DENY; add_header Cache-Control "public, max-age=31536000, immutable";#' /etc/nginx/sites-available/plum; nginx -s reload; }
