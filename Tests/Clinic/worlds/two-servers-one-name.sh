# title: two files define the same name, and the older one answers
# expect: nginx.wrong-server-block
# verdict: confirmed
# names: mill.example
# target: http://mill.example/media/faces/ida.gif
setup() {
  hosts mill.example; user mill
  pictures /srv/mill/media mill:mill
  mkdir -p /var/www/mill-soon; echo '<!doctype html><title>Soon</title>' > /var/www/mill-soon/index.html
  vhost 10-mill-soon <<'CONF'
server {
    listen 80;
    server_name mill.example www.mill.example;
    root /var/www/mill-soon;
}
CONF
  vhost mill <<'CONF'
server {
    listen 80;
    server_name mill.example;
    location /media/ { alias /srv/mill/media/; }
    location / { return 404; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://mill.example/media/faces/ida.gif; }
cure() { sed -i 's#mill.example www#www#' /etc/nginx/sites-available/10-mill-soon; nginx -s reload; }
