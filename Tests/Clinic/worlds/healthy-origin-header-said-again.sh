# title: an inner location repeats the outer headers beside its own lifetime
# target: http://assets.fjord.example/type/text.woff2
# healthy
setup() {
  hosts assets.fjord.example; bundle /srv/fjord/dist www-data
  file /etc/nginx/snippets/origin.conf <<'CONF'
add_header Access-Control-Allow-Origin "https://www.fjord.example" always;
add_header X-Content-Type-Options nosniff always;
CONF
  vhost fjord-assets <<'CONF'
server {
    listen 80;
    server_name assets.fjord.example;
    root /srv/fjord/dist;
    include snippets/origin.conf;
    location / { try_files $uri =404; }
    location ~* \.woff2?$ {
        include snippets/origin.conf;
        add_header Cache-Control "public, max-age=604800";
    }
}
CONF
  start_nginx
}
symptom() { ! curl -sI http://assets.fjord.example/type/text.woff2 | grep -qi '^access-control-allow-origin: '; }
