# title: the site listens on IPv4 only, and visitors with IPv6 meet the welcome page's server
# expect: nginx.address-family
# names: [::]
# target: http://tram.example/media/faces/ida.gif
setup() {
  hosts tram.example; echo '::1 tram.example' >> /etc/hosts; user tram; welcome
  pictures /srv/tram/media tram:tram
  vhost tram <<'CONF'
server {
    listen 80;
    server_name tram.example;
    location /media/ { alias /srv/tram/media/; }
}
CONF
  start_nginx
}
symptom() { [ "$(status -4 http://tram.example/media/faces/ida.gif)" = 200 ] || return 2; gives 404 -6 http://tram.example/media/faces/ida.gif; }
cure() { sed -i 's#listen 80;#&\n    listen [::]:80;#' /etc/nginx/sites-available/tram; nginx -s reload; }
