# title: expires and a Cache-Control that says the same of another side
# target: http://quay.example/build/css/main.css
# healthy
setup() {
  hosts quay.example; bundle /srv/quay/public/build www-data
  vhost quay <<'CONF'
server {
    listen 80;
    server_name quay.example;
    root /srv/quay/public;
    location /build/ {
        expires 30d;
        add_header Cache-Control "public, no-transform";
    }
    location / { try_files $uri $uri/ =404; }
}
CONF
  start_nginx
}
symptom() { ! curl -sf -o /dev/null http://quay.example/build/css/main.css; }
