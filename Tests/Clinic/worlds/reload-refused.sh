# title: an unfinished line keeps nginx on its old configuration, and the rest of the server is still looked at
# expect: nginx.config-invalid
# names: /etc/nginx/conf.d/compression.conf
# cure: no
# target: http://canal.example/films/faces/ida.gif
# report: /srv/canal/films
setup() {
  hosts canal.example; user canal
  pictures /srv/canal/films canal:canal
  vhost canal <<'CONF'
server {
    listen 80;
    server_name canal.example;
    root /var/www/html;
}
CONF
  start_nginx
  sleep 2.3
  vhost canal <<'CONF'
server {
    listen 80;
    server_name canal.example;
    root /var/www/html;
    location /films/ { alias /srv/canal/films/; }
}
CONF
  echo 'gzip_comp_level 6' > /etc/nginx/conf.d/compression.conf
  nginx -s reload 2>/dev/null || true
}
symptom() { gives 404 http://canal.example/films/faces/ida.gif; }
cure() { echo 'gzip_comp_level 6;' > /etc/nginx/conf.d/compression.conf; nginx -s reload; }
