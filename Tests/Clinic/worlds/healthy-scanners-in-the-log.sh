# title: the log is full of 404 for names that never were here
# healthy
setup() {
  hosts willow.example; user willow
  bundle /srv/willow/static willow:willow; pictures /srv/willow/media willow:willow
  vhost willow <<'CONF'
server {
    listen 80;
    server_name willow.example;
    location /static/ { alias /srv/willow/static/; }
    location /media/ { alias /srv/willow/media/; }
    location / { return 204; }
}
CONF
  start_nginx
  for n in wp-login.php xmlrpc.php shell.php .env phpinfo.php; do status http://willow.example/media/$n http://willow.example/static/$n; done >/dev/null
}
symptom() { [ "$(status http://willow.example/static/css/main.css)$(status http://willow.example/media/faces/ida.gif)" != 200200 ]; }
