# title: an older site names the same host and is read first
# expect: nginx.wrong-server-block
# verdict: confirmed
# names: /etc/nginx/sites-enabled/10-lodge-2019
# target: http://lodge.example/media/2026/10/lock.gif
setup() {
  hosts lodge.example; user lodge
  pictures /srv/lodge/media lodge:lodge
  mkdir -p /var/www/lodge2019; echo '<h1>Lodge 2019</h1>' > /var/www/lodge2019/index.html
  vhost 10-lodge-2019 <<'CONF'
server {
    listen 80;
    server_name www.lodge.example lodge.example;
    root /var/www/lodge2019;
}
CONF
  vhost lodge <<'CONF'
server {
    listen 80;
    server_name lodge.example;
    location /media/ { alias /srv/lodge/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://lodge.example/media/2026/10/lock.gif; }
cure() { sed -i 's/ lodge.example;/;/' /etc/nginx/sites-available/10-lodge-2019; nginx -s reload; sleep 0.3; }
