# title: the front page was built for another base path than nginx serves, and everything unknown is that page; a survey
# expect: nginx.no-location | paths.url-setting-mismatch | nginx.fallback-masks-missing
# verdict: confirmed
# names: /app/assets/
setup() {
  hosts board.example; mkdir -p /srv/board/dist/assets
  echo 'x()' > /srv/board/dist/assets/index-1a2b3c4d.js; echo 'b{}' > /srv/board/dist/assets/index-5e6f7a8b.css
  file /srv/board/dist/index.html <<< '<!doctype html><script type=module src=/app/assets/index-1a2b3c4d.js></script><link rel=stylesheet href=/app/assets/index-5e6f7a8b.css>'
  vhost board <<'CONF'
server {
    listen 80;
    server_name board.example;
    root /srv/board/dist;
    location / { try_files $uri /index.html; }
}
CONF
  start_nginx
}
symptom() { case $(kind http://board.example/app/assets/index-1a2b3c4d.js) in text/html*) return 0 ;; *javascript*) return 1 ;; *) return 2 ;; esac; }
cure() { sed -i 's#root /srv/board/dist;#root /srv/board/dist; location /app/ { alias /srv/board/dist/; }#' /etc/nginx/sites-available/board; nginx -s reload; }
