# title: the fallback page is not there and falls back onto itself
# expect: nginx.internal-redirect-cycle
# names: /var/www/cinema
# target: http://cinema.example/posters/dune.gif
# cure: no
setup() {
  hosts cinema.example
  bundle /var/www/cinema
  vhost cinema <<'CONF'
server {
    listen 80;
    server_name cinema.example;
    root /var/www/cinema;
    location / { try_files $uri $uri/ /app.html; }
}
CONF
  start_nginx
}
symptom() { gives 500 http://cinema.example/posters/dune.gif; }
cure() { echo '<!doctype html>' > /var/www/cinema/app.html; }
