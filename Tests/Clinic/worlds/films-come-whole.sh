# title: a file service that knows no ranges stands behind nginx
# expect: http.range-unsupported
# verdict: confirmed
# names: Range
# target: http://reel.example/films/launch.mp4
setup() {
  hosts reel.example; bytes /srv/reel/films/launch.mp4 300000
  ( cd /srv/reel && exec setsid /usr/bin/python3 -m http.server --bind 127.0.0.1 9400 </dev/null >/dev/null 2>&1 ) &
  listening 9400
  vhost reel <<'CONF'
server {
    listen 80;
    server_name reel.example;
    location / { proxy_pass http://127.0.0.1:9400; proxy_set_header Host $host; }
}
CONF
  start_nginx
}
symptom() { gives 200 -H 'Range: bytes=0-9' http://reel.example/films/launch.mp4 && [ "$(status -H 'Range: bytes=0-9' http://reel.example/films/launch.mp4)" != 206 ]; }
cure() { sed -i 's#proxy_pass http://127.0.0.1:9400;#& proxy_force_ranges on;#' /etc/nginx/sites-available/reel; nginx -s reload; }
