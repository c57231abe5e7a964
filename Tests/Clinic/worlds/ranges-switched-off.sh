# title: max_ranges 0 was set against a scanner, and films no longer start
# expect: http.range-unsupported
# verdict: confirmed
# names: max_ranges
# target: http://reel.example/films/launch.mp4
setup() {
  hosts reel.example; bytes /srv/reel/films/launch.mp4 300000
  vhost reel <<'CONF'
server {
    listen 80;
    server_name reel.example;
    max_ranges 0;
    location /films/ { alias /srv/reel/films/; }
}
CONF
  start_nginx
}
symptom() { [ "$(status -H 'Range: bytes=0-9' http://reel.example/films/launch.mp4)" != 206 ]; }
cure() { sed -i '/max_ranges/d' /etc/nginx/sites-available/reel; nginx -s reload; }
