# title: include patterns that match nothing, beside notes and what was set aside on purpose
# healthy
# target: http://canal.example/films/faces/ida.gif
setup() {
  hosts canal.example; user canal; welcome
  pictures /srv/canal/films canal:canal
  mkdir -p /etc/nginx/snippets/canal /etc/nginx/default.d
  echo 'Locations of the canal site, one file each.' > /etc/nginx/snippets/canal/README
  echo 'location /films/ { return 503; }' > /etc/nginx/snippets/canal/maintenance.conf.disabled
  vhost canal <<'CONF'
server {
    listen 80;
    server_name canal.example;
    root /var/www/html;
    include snippets/canal/*.conf;
    include default.d/*.conf;
    location /films/ { alias /srv/canal/films/; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://canal.example/films/faces/ida.gif)" != 200 ]; }
