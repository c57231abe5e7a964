# title: the site's locations lie in snippets that are included by their ending, and the new one has none
# expect: nginx.block-masked
# verdict: confirmed
# names: /etc/nginx/snippets/canal/uploads
# target: http://canal.example/films/faces/ida.gif
setup() {
  hosts canal.example; user canal; welcome
  pictures /srv/canal/films canal:canal
  mkdir -p /etc/nginx/snippets/canal
  echo 'location /films/ { alias /srv/canal/films/; }' > /etc/nginx/snippets/canal/uploads
  vhost canal <<'CONF'
server {
    listen 80;
    server_name canal.example;
    root /var/www/html;
    include snippets/canal/*.conf;
}
CONF
  start_nginx
}
symptom() { gives 404 http://canal.example/films/faces/ida.gif; }
cure() { mv /etc/nginx/snippets/canal/uploads /etc/nginx/snippets/canal/uploads.conf; nginx -s reload; sleep 0.3; }
