# title: the configuration was put right, and nobody told nginx
# expect: nginx.config-not-reloaded
# target: http://depot.example/media/faces/ida.gif
setup() {
  hosts depot.example; user depot
  pictures /srv/depot/media depot:depot
  vhost depot <<'CONF'
server {
    listen 80;
    server_name depot.example;
    root /var/www/html;
}
CONF
  start_nginx
  sleep 2.3
  vhost depot <<'CONF'
server {
    listen 80;
    server_name depot.example;
    root /var/www/html;
    location /media/ { alias /srv/depot/media/; }
}
CONF
}
symptom() { gives 404 http://depot.example/media/faces/ida.gif; }
cure() { nginx -s reload; }
