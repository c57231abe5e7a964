# title: a location for fonts sets a lifetime, and with it loses the header for other origins
# target: http://assets.fjord.example/type/text.woff2
# expect: nginx.add-header-dropped
# verdict: confirmed
# names: Access-Control-Allow-Origin
# not: nginx.duplicate-cache-control files.missing
setup() {
  hosts assets.fjord.example; bundle /srv/fjord/dist www-data
  vhost fjord-assets <<'CONF'
server {
    listen 80;
    server_name assets.fjord.example;
    root /srv/fjord/dist;
    add_header Access-Control-Allow-Origin "https://www.fjord.example" always;
    add_header X-Content-Type-Options nosniff always;
    location / { try_files $uri =404; }
    location ~* \.woff2?$ {
        add_header Cache-Control "public, max-age=604800";
    }
}
CONF
  start_nginx
}
symptom() {
  curl -sf -o /dev/null http://assets.fjord.example/type/text.woff2 || return 2
  ! curl -sI http://assets.fjord.example/type/text.woff2 | grep -qi '^access-control-allow-origin: https://www.fjord.example'
}
