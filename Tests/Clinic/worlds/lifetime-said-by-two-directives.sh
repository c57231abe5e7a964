# title: a snippet forbids storing what the location keeps for a year
# target: http://quay.example/build/css/main.css
# expect: nginx.duplicate-cache-control
# verdict: confirmed
# names: no-store
setup() {
  hosts quay.example; bundle /srv/quay/public/build www-data
  file /etc/nginx/snippets/careful.conf <<< 'add_header Cache-Control "no-store, must-revalidate";'
  vhost quay <<'CONF'
server {
    listen 80;
    server_name quay.example;
    root /srv/quay/public;
    location /build/ {
        expires 365d;
        include snippets/careful.conf;
    }
    location / { try_files $uri $uri/ =404; }
}
CONF
  start_nginx
}
symptom() {
  local n; n=$(curl -sfI http://quay.example/build/css/main.css | grep -ci '^cache-control:') || return 2
  [ "$n" -gt 1 ]
}
