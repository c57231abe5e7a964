# title: alias in a regex location does not say which part of the URL it wants
# expect: nginx.alias-in-regex
# names: /srv/museum/plans
# target: http://museum.example/plans/faces/ida.gif
setup() {
  hosts museum.example; user museum
  pictures /srv/museum/plans museum:museum
  vhost museum <<'CONF'
server {
    listen 80;
    server_name museum.example;
    root /var/www/html;
    location ~ ^/plans/ {
        alias /srv/museum/plans/;
        expires 1d;
    }
}
CONF
  start_nginx
}
symptom() { gives 301 http://museum.example/plans/faces/ida.gif; }
cure() { sed -i 's#~ ^/plans/ {#/plans/ {#' /etc/nginx/sites-available/museum; nginx -s reload; }
