# title: pages for five minutes, hashed files for a year, private uploads not at all
# healthy
# target: http://plum.example/
# target: http://plum.example/build/plum.5e0c41.js
# target: http://plum.example/uploads/0f9c2e51-papers.pdf
setup() {
  hosts plum.example
  file /srv/plum/index.html <<< '<!doctype html><title>Plum</title><script src="/build/plum.5e0c41.js"></script>'
  file /srv/plum/build/plum.5e0c41.js <<< 'document.title+="!"'; doc /srv/plum/uploads/0f9c2e51-papers.pdf
  vhost plum <<'CONF'
server {
    listen 80;
    server_name plum.example;
    root /srv/plum;
    location /build/ { add_header Cache-Control "public, max-age=31536000, immutable"; }
    location /uploads/ { add_header Cache-Control "private, no-store"; }
    location / { expires 5m; try_files $uri /index.html; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://plum.example/build/plum.5e0c41.js)" != 200 ]; }
